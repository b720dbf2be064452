import { Fragment, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type PartNode, schemeOf } from './item-filter.ts'

interface PartTreeProps {
  readonly nodes: readonly PartNode[]
  readonly chosen: string | undefined
  readonly onChoose: (part: string | undefined) => void
  /** 1 for the broadest parts, which stand under the name of their scheme. */
  readonly level: number
}

/** Parts in three levels with their counts. A click narrows to a part, another one lets go. */
export function PartTree({ nodes, chosen, onChoose, level }: PartTreeProps): ReactNode {
  const { t } = useTranslation()
  return (
    <ul className="parts">
      {nodes.map((node, at) => (
        <Fragment key={node.key}>
          {level === 1 && schemeOf(node.key) !== schemeOf(nodes[at - 1]?.key ?? '') && (
            <li className="part-scheme">{t(`scheme.${schemeOf(node.key)}`)}</li>
          )}
          <Branch node={node} chosen={chosen} onChoose={onChoose} level={level} />
        </Fragment>
      ))}
    </ul>
  )
}

function Branch({
  node,
  chosen,
  onChoose,
  level,
}: Omit<PartTreeProps, 'nodes'> & { readonly node: PartNode }): ReactNode {
  const { t } = useTranslation()
  const isOn = chosen === node.key
  const holdsChosen = chosen?.startsWith(node.key) ?? false
  const [isToggled, setToggled] = useState(false)
  const isOpen = isToggled !== holdsChosen
  const hasChildren = node.children.length > 0
  return (
    <li>
      <div className="part">
        {hasChildren ? (
          <button
            type="button"
            className="part-fold"
            aria-expanded={isOpen}
            aria-label={t(isOpen ? 'find.fold' : 'find.unfold', { part: node.label })}
            onClick={() => setToggled(!isToggled)}
          >
            <span aria-hidden>{isOpen ? '▾' : '▸'}</span>
          </button>
        ) : (
          <span className="part-fold" />
        )}
        <button
          type="button"
          className="part-name"
          aria-pressed={isOn}
          onClick={() => onChoose(isOn ? undefined : node.key)}
        >
          <span className="filter-label">{node.label}</span>
          <span className="filter-count">{node.count}</span>
        </button>
      </div>
      {hasChildren && isOpen && (
        <PartTree nodes={node.children} chosen={chosen} onChoose={onChoose} level={level + 1} />
      )}
    </li>
  )
}
