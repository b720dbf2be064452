import type { ReactNode } from 'react'

interface ShareBarsProps {
  readonly label: string
  readonly rows: readonly {
    readonly key: string
    readonly label: string
    readonly value: number
    readonly note?: string
  }[]
}

/** Shares of a whole as bars with their figures: a table to those who hear it read, a picture to those who look. */
export function ShareBars({ label, rows }: ShareBarsProps): ReactNode {
  const whole = rows.reduce((sum, { value }) => sum + value, 0)
  return (
    <table className="bars">
      <caption>{label}</caption>
      <tbody>
        {rows.map(({ key, label: name, value, note }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            <td className="bar-cell">
              <span className={`bar bar-${key}`} style={{ width: `${whole === 0 ? 0 : (value / whole) * 100}%` }} />
            </td>
            <td className="vt-end">{value.toLocaleString()}</td>
            <td className="vt-end">{whole === 0 ? '' : `${((value / whole) * 100).toFixed(1)}%`}</td>
            <td className="quiet">{note}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
