import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { askForFile } from '../api/client.ts'
import { usePreferences } from '../app/preferences.ts'
import { ProblemNote } from './problem-note.tsx'

/** The ways to the standard as a document, in the language that is spoken: a page that prints well, and PDF. */
export function DocumentLinks(): ReactNode {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const [problem, setProblem] = useState<unknown>()
  const [isMaking, setMaking] = useState(false)
  const makePdf = async (): Promise<void> => {
    setProblem(undefined)
    setMaking(true)
    try {
      await askForFile('GET /edition/document.pdf', { query: { language } })
    } catch (error) {
      setProblem(error)
    } finally {
      setMaking(false)
    }
  }
  return (
    <>
      <p className="row">
        <a href={`/api/v1/edition/document?language=${language}`} target="_blank" rel="noopener">
          {t('document.read')}
        </a>
        <Button loading={isMaking} onClick={() => void makePdf()}>
          {t('document.pdf')}
        </Button>
      </p>
      <ProblemNote problem={problem} />
    </>
  )
}
