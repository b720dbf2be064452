import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer } from '../../api/client.ts'
import { usePreferences } from '../../app/preferences.ts'

type Cell = Answer<'GET /principle-report'>['coverage'][number]

interface Sum {
  readonly items: number
  readonly exams: number
}

/** Items and exams by first-level part: for each modality, or for each scan method of one. */
export function CoverageMatrix({ cells }: { readonly cells: readonly Cell[] }): ReactNode {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const [modality, setModality] = useState('')
  const modalities = [...new Set(cells.map((cell) => cell.modality))]
  const shown = modality === '' ? cells : cells.filter((cell) => cell.modality === modality)
  const columnOf = (cell: Cell): string =>
    modality === '' ? cell.modality : `${cell.scan} ${cell.scanName[language]}`.trim()
  const columns = [...new Set(shown.map(columnOf))].sort()
  const regions = [...new Set(shown.map(({ region }) => region[language]))]
  const sums = sumsOf(shown, (cell) => `${cell.region[language]}\t${columnOf(cell)}`)
  return (
    <>
      <label>
        {t('principles.modality')}{' '}
        <select value={modality} onChange={(event) => setModality(event.target.value)}>
          <option value="">{t('principles.allModalities')}</option>
          {modalities.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      </label>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard, too */}
      <section className="matrix" aria-label={t('principles.coverage')} tabIndex={0}>
        <table className="plain">
          <caption>{t('principles.coverage')}</caption>
          <thead>
            <tr>
              <th />
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {regions.map((region) => (
              <tr key={region}>
                <th scope="row">{region}</th>
                {columns.map((column) => (
                  <td key={column}>
                    <Figures sum={sums.get(`${region}\t${column}`)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}

/** Nothing where there is no item: a hole in the standard, or what cannot be. */
function Figures({ sum }: { readonly sum: Sum | undefined }): ReactNode {
  if (sum === undefined) return null
  return sum.exams === 0 ? sum.items : `${sum.items} / ${sum.exams.toLocaleString()}`
}

function sumsOf(cells: readonly Cell[], keyOf: (cell: Cell) => string): ReadonlyMap<string, Sum> {
  const sums = new Map<string, Sum>()
  for (const cell of cells) {
    const { items, exams } = sums.get(keyOf(cell)) ?? { items: 0, exams: 0 }
    sums.set(keyOf(cell), { items: items + cell.items, exams: exams + cell.exams })
  }
  return sums
}
