import { Button } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEdition } from '../../../app/edition.ts'
import { ItemLine } from '../../../ui/item/item-line.tsx'
import { ItemPicker } from '../../../ui/item/item-picker.tsx'
import { SectionForm } from './section-form.tsx'
import { listOf, textOf } from './setting-rows.ts'
import { TargetEditor } from './target-editor.tsx'
import { bodyOf, doubleFields, NEW_TARGET, targetsOf } from './targets.ts'
import { type Body, useSection } from './use-section.ts'

/** Systems that take the dictionary, items wanted beside those with volumes, the parallel run; and all the rest as it is kept. */
export function GeneralForm({
  institutionId,
  kept,
}: {
  readonly institutionId: string
  readonly kept: Body
}): ReactNode {
  const { t } = useTranslation()
  const edition = useEdition()
  const section = useSection(institutionId, 'general')
  const { targets: keptTargets, chosen: keptChosen, parallel: keptParallel, ...keptRest } = kept
  const [targets, setTargets] = useState(() => targetsOf(keptTargets))
  const [chosen, setChosen] = useState(() => listOf(textOf(keptChosen)))
  const [parallel, setParallel] = useState(() => ({ from: '', to: '', ...(keptParallel as object | undefined) }))
  const [rest, setRest] = useState(() => JSON.stringify(keptRest, null, 2))
  const restId = useId()
  const [isUnreadable, setUnreadable] = useState(false)
  const save = (): void => {
    const others = parsed(rest)
    setUnreadable(others === undefined)
    if (others === undefined || targets.some((target) => doubleFields(target).length > 0)) return
    section.save.mutate({
      ...others,
      targets: targets.map(bodyOf),
      chosen,
      ...(parallel.from === '' && parallel.to === '' ? {} : { parallel }),
    })
  }
  return (
    <SectionForm
      section={section}
      onSave={save}
      shows={(place) => /^(targets\.\d+\.(\w+|columns\.\w+\.\w+)|chosen\.\d+|parallel\.\w+)$/.test(place)}
    >
      <h3>{t('settings.target.title')}</h3>
      <p className="quiet">{t('settings.target.help')}</p>
      {targets.map((target, at) => (
        <TargetEditor
          // biome-ignore lint/suspicious/noArrayIndexKey: the id is what is being written
          key={at}
          at={['targets', at].join('.')}
          target={target}
          onChange={(next) => setTargets(targets.map((one, place) => (place === at ? next : one)))}
          onRemove={() => setTargets(targets.filter((_, place) => place !== at))}
          problemAt={section.problemAt}
        />
      ))}
      <Button size="small" onClick={() => setTargets([...targets, NEW_TARGET])}>
        {t('settings.target.add')}
      </Button>
      <h3>{t('settings.chosen')}</h3>
      <ItemPicker
        label={t('settings.chosen')}
        edition={edition}
        onPick={(code) => setChosen([...new Set([...chosen, code])])}
      />
      <ul>
        {chosen.map((code, at) => (
          <li key={code}>
            <ItemLine code={code} edition={edition} />{' '}
            <Button
              size="small"
              aria-label={t('settings.removeItem', { code })}
              onClick={() => setChosen(chosen.filter((one) => one !== code))}
            >
              {t('settings.remove')}
            </Button>
            {section.problemAt('chosen', at) !== undefined && (
              <span className="field-problem">{section.problemAt('chosen', at)}</span>
            )}
          </li>
        ))}
      </ul>
      <h3>{t('settings.parallel.title')}</h3>
      <p className="quiet">{t('settings.parallel.help')}</p>
      <div className="row">
        {(['from', 'to'] as const).map((end) => (
          <label key={end} className="field">
            <span>{t(`settings.parallel.${end}`)}</span>
            <input
              className="input"
              type="date"
              value={parallel[end]}
              aria-invalid={section.problemAt('parallel', end) !== undefined}
              onChange={(event) => setParallel({ ...parallel, [end]: event.target.value })}
            />
            {section.problemAt('parallel', end) !== undefined && (
              <span className="field-problem">{section.problemAt('parallel', end)}</span>
            )}
          </label>
        ))}
      </div>
      <details>
        <summary>{t('settings.rest.title')}</summary>
        <label htmlFor={restId} className="quiet">
          {t('settings.rest.help')}
        </label>
        <textarea
          id={restId}
          className="area"
          rows={8}
          spellCheck={false}
          value={rest}
          aria-invalid={isUnreadable}
          onChange={(event) => setRest(event.target.value)}
        />
        {isUnreadable && (
          <p role="alert" className="field-problem">
            {t('settings.rest.unreadable')}
          </p>
        )}
      </details>
    </SectionForm>
  )
}

/** What stands in the field, if it is an object of JSON. */
function parsed(text: string): Body | undefined {
  try {
    const value: unknown = JSON.parse(text.trim() === '' ? '{}' : text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Body) : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
