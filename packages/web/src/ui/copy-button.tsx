import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'

interface CopyButtonProps {
  readonly text: string
  /** What it copies, for those who do not see what stands beside it. */
  readonly label: string
}

/** Copies a text that is long or secret, and says that it did; where the browser forbids it, that the text is to be marked by hand. */
export function CopyButton({ text, label }: CopyButtonProps): ReactNode {
  const { t } = useTranslation()
  const [told, setTold] = useState<'copy.done' | 'copy.forbidden'>()
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text)
      setTold('copy.done')
    } catch {
      // Over plain http, or without leave of the person, there is no clipboard.
      setTold('copy.forbidden')
    }
  }
  return (
    <>
      <Button size="small" aria-label={label} onClick={() => void copy()}>
        {t('copy.copy')}
      </Button>{' '}
      <span role="status">{told && t(told)}</span>
    </>
  )
}
