import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useReadingTexts } from '../../app/reading.ts'
import type { ExamItem } from './exam-text.ts'

type Modifiers = ExamItem['modifiers']

/** Facts that local names carry as well: the normaliser has the words for them. */
const READ = [
  'bedside',
  'child',
  'emergency',
  'delayed',
  'energy',
  'thin-slice',
  'low-dose',
  'ecg-gating',
  'respiratory-gating',
  'standing',
  'weight-bearing',
  'stitching',
  'ai-assisted',
  'stress',
  'screening',
  'colour-doppler',
  'intracavitary',
  'fetuses',
] as const
/** Facts of orders and reports. */
const REPORTED = ['extra-positions', 'one-side', 'fusion', 'intervention', 'dynamic', 'complex'] as const
const COUNTED: readonly string[] = ['fetuses', 'extra-positions']
const MOST = 20

interface ModifierChoiceProps {
  readonly label: string
  readonly value: Modifiers
  readonly onChange: (value: Modifiers) => void
}

/** What was special about an exam: picked from a list, shown as chips, with a number where it counts. */
export function ModifierChoice({ label, value, onChange }: ModifierChoiceProps): ReactNode {
  const { t } = useTranslation()
  const words = useReadingTexts()
  const textOf = (name: string): string =>
    (REPORTED as readonly string[]).includes(name) ? t(`modifier.${name}`) : words('modifiers', name)
  const drop = (name: string): void =>
    onChange(Object.fromEntries(Object.entries(value).filter(([one]) => one !== name)))
  return (
    <span className="modifiers">
      {Object.entries(value).map(([name, fact]) => (
        <span key={name} className="modifier">
          {textOf(name)}
          {fact !== true && (
            <input
              type="number"
              className="input modifier-count"
              aria-label={textOf(name)}
              min={1}
              max={MOST}
              value={fact}
              onChange={(event) =>
                onChange({ ...value, [name]: Math.min(MOST, Math.max(1, event.target.valueAsNumber || 1)) })
              }
            />
          )}
          <Button
            size="small"
            type="text"
            aria-label={t('review.remove', { code: textOf(name) })}
            onClick={() => drop(name)}
          >
            <span aria-hidden>✕</span>
          </Button>
        </span>
      ))}
      <select
        className="select modifier-add"
        aria-label={label}
        value=""
        onChange={({ target }) => onChange({ ...value, [target.value]: COUNTED.includes(target.value) ? 1 : true })}
      >
        <option value="">{label}</option>
        {[...READ, ...REPORTED]
          .filter((name) => !(name in value))
          .map((name) => (
            <option key={name} value={name}>
              {textOf(name)}
            </option>
          ))}
      </select>
    </span>
  )
}
