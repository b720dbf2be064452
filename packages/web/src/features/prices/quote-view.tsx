import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer } from '../../api/client.ts'
import { nameIn } from '../../app/edition.ts'
import { usePreferences } from '../../app/preferences.ts'
import { yuan } from '../../ui/yuan.ts'

type Quote = Answer<'POST /price-quotes'>

/** A quote line by line with its total, what has no price, and what each rule did. */
export function QuoteView({ quote }: { readonly quote: Quote }): ReactNode {
  const { t } = useTranslation()
  return (
    <section className="quote" aria-live="polite">
      <p className="quote-total">
        {t(quote.partial ? 'quote.partial' : 'quote.total')} <strong>¥{yuan(quote.totalCents)}</strong>
      </p>
      <Remarks title={t('quote.unpriced')} remarks={quote.unpriced} />
      <Remarks title={t('quote.warnings')} remarks={quote.warnings} />
      <QuoteLines lines={quote.lines} />
      <h2>{t('quote.steps')}</h2>
      <ol className="quote-steps">
        {[...quote.lines, ...quote.steps].map(({ text }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what was done has no identity but its place
          <li key={at}>{text}</li>
        ))}
      </ol>
    </section>
  )
}

/** The lines of a quote as a table. */
function QuoteLines({ lines }: { readonly lines: Quote['lines'] }): ReactNode {
  const { t } = useTranslation()
  const { language } = usePreferences()
  return (
    <table className="plain">
      <thead>
        <tr>
          <th scope="col">{t('prices.code')}</th>
          <th scope="col">{t('prices.name')}</th>
          <th scope="col">{t('quote.counted')}</th>
          <th scope="col" className="vt-end">
            {t('prices.price')}
          </th>
          <th scope="col" className="vt-end">
            {t('quote.quantity')}
          </th>
          <th scope="col" className="vt-end">
            {t('quote.percent')}
          </th>
          <th scope="col" className="vt-end">
            {t('quote.amount')}
          </th>
          <th scope="col">{t('quote.insurance')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a price item may stand on several lines
          <tr key={`${line.code}${at}`}>
            <td>
              <code>{line.code}</code>
            </td>
            <td>
              {nameIn(language, line)} <span className="quiet">{line.unit}</span>
            </td>
            <td>{line.counted.map((one) => one[language]).join(t('comma'))}</td>
            <td className="vt-end">{yuan(line.unitCents)}</td>
            <td className="vt-end">{line.quantity}</td>
            <td className="vt-end">{line.percent}%</td>
            <td className="vt-end">
              <strong>{yuan(line.amountCents)}</strong>
            </td>
            <td>{line.insuranceClass}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface RemarksProps {
  readonly title: string
  readonly remarks: readonly { readonly text: string }[]
}

export function Remarks({ title, remarks }: RemarksProps): ReactNode {
  if (remarks.length === 0) return null
  return (
    <div className="quote-remarks" role="note">
      <strong>{title}</strong>
      <ul>
        {remarks.map(({ text }) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </div>
  )
}
