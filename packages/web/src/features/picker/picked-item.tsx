import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import { type EditionIndex, type ItemRow, nameIn } from '../../app/edition.ts'
import { usePreferences } from '../../app/preferences.ts'
import { useSession } from '../../app/session.ts'
import { ItemLine } from '../../ui/item/item-line.tsx'
import { SideMark } from '../../ui/item/side-mark.tsx'
import { positionVariants, sideVariants, type Variant } from './item-variants.ts'
import { tellPageAround } from './picked.ts'
import { preparationFor } from './preparation.ts'

interface PickedItemProps {
  readonly code: string
  /** The hospital's own name by which it was found. */
  readonly alias: string | undefined
  readonly edition: EditionIndex
  /** Whose preparation texts are shown. */
  readonly institutionId: string | undefined
  readonly onChange: (code: string) => void
  readonly onLeave: () => void
}

/** One item before it is taken: side and position said once more where there are others, what to mind, what it is confused with. */
export function PickedItem({ code, alias, edition, institutionId, onChange, onLeave }: PickedItemProps): ReactNode {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const item = edition.item(code)
  const [said, setSaid] = useState<ReadonlySet<string>>(new Set())
  const [isSent, setSent] = useState(false)
  const sides = useMemo(() => (item === undefined ? [] : sideVariants(edition, item)), [edition, item])
  const positions = useMemo(() => (item === undefined ? [] : positionVariants(edition, item)), [edition, item])
  const { data } = useQuery({
    queryKey: ['item', code],
    queryFn: ({ signal }) => ask('GET /items/{code}', { params: { code }, signal }),
  })
  const contrast = data?.sheet.find(({ field }) => field === 'contrast')?.value
  const preparation = usePreparation(institutionId, data === undefined ? undefined : item, contrast)
  const card = useRef<HTMLElement>(null)
  // The keyboard goes on with what must be said next.
  useEffect(() => card.current?.querySelector<HTMLButtonElement>('button:not([disabled])')?.focus(), [])
  if (item === undefined) return null
  const isComplete = (sides.length === 0 || said.has('side')) && (positions.length === 0 || said.has('position'))
  const take = (facet: string) => (variant: Variant) => {
    setSaid(new Set([...said, facet]))
    setSent(false)
    if (variant.code !== code) onChange(variant.code)
  }
  const position = positions.find((variant) => variant.code === code)?.value
  return (
    <section
      ref={card}
      className="card embed-picked"
      aria-labelledby="picked-name"
      onKeyDown={({ key }) => {
        if (key === 'Escape') onLeave()
      }}
    >
      <h2 id="picked-name">
        <SideMark side={item.facets.side} /> {nameIn(language, item)}
      </h2>
      <Choices
        title={t('embed.side')}
        variants={sides}
        code={said.has('side') ? code : undefined}
        onTake={take('side')}
        show={({ value }) => <SideMark side={value} />}
      />
      <Choices
        title={t('facet.position')}
        variants={positions}
        code={said.has('position') ? code : undefined}
        onTake={take('position')}
        show={(variant) => positionName(edition, variant, language)}
      />
      {preparation !== undefined && (
        <p role="note">
          <strong>{t('embed.preparation')}</strong> {preparation}
        </p>
      )}
      {data !== undefined && data.neighbours.length > 0 && (
        <details className="embed-warning" open={sides.length > 0}>
          <summary>{t('embed.confusable', { n: data.neighbours.length })}</summary>
          <ul>
            {data.neighbours.map((one) => (
              <li key={one.code}>
                <ItemLine code={one.code} edition={edition} against={code} />
              </li>
            ))}
          </ul>
        </details>
      )}
      <div className="row">
        <Button
          type="primary"
          disabled={!isComplete}
          onClick={() => {
            const side = typeof item.facets.side === 'string' ? item.facets.side : null
            const { checkForm, name, nameEn, modality } = item
            tellPageAround('yingma-pick', {
              ...{ code, checkForm, name, nameEn, modality, side },
              position: position ?? null,
              alias: alias ?? null,
              preparation: preparation ?? null,
              edition: edition.version,
            })
            setSent(true)
          }}
        >
          {t('embed.take')}
        </Button>
        <Button onClick={onLeave}>{t('embed.other')}</Button>
        <span role="status">{isSent ? t('embed.taken', { code }) : !isComplete && t('embed.sayFirst')}</span>
      </div>
    </section>
  )
}

interface ChoicesProps {
  readonly title: string
  readonly variants: readonly Variant[]
  /** The one that was said; none before somebody has. */
  readonly code: string | undefined
  readonly onTake: (variant: Variant) => void
  readonly show: (variant: Variant) => ReactNode
}

/** Buttons of which one must be pressed, even where the item that was found says it already. */
function Choices({ title, variants, code, onTake, show }: ChoicesProps): ReactNode {
  if (variants.length === 0) return null
  return (
    <fieldset className="embed-choices">
      <legend>{title}</legend>
      {variants.map((variant) => (
        <button
          key={variant.code}
          type="button"
          className="embed-choice"
          aria-pressed={variant.code === code}
          onClick={() => onTake(variant)}
        >
          {show(variant)}
        </button>
      ))}
    </fieldset>
  )
}

function positionName(edition: EditionIndex, { code }: Variant, language: 'zh' | 'en'): string {
  const reading = edition.takeApart(code).find(({ slot }) => slot.facet === 'position')
  return reading?.value === undefined ? code : nameIn(language, reading.value)
}

/** The hospital's own words on preparing for this item, for whoever is signed in. */
function usePreparation(
  institutionId: string | undefined,
  item: ItemRow | undefined,
  contrast: string | undefined,
): string | undefined {
  const me = useSession()
  const { data } = useQuery({
    queryKey: ['preparations', institutionId],
    queryFn: ({ signal }) =>
      ask('GET /institutions/{id}/dictionary/settings', { params: { id: institutionId ?? '' }, signal }),
    enabled: institutionId !== undefined && me !== null && me !== undefined,
    staleTime: 60_000,
  })
  return item === undefined ? undefined : preparationFor(data ?? [], item, contrast)
}
