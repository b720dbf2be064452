import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { READERS, useMembers } from './use-members.ts'

const MOST = 5000

interface SampleFormProps {
  readonly catalogueId: string
  readonly onDrawn: (id: string) => void
}

/** Draws a sample for two readers; the seed makes it repeatable. */
export function SampleForm({ catalogueId, onDrawn }: SampleFormProps): ReactNode {
  const { t } = useTranslation()
  const [size, setSize] = useState(50)
  const [readers, setReaders] = useState<readonly [string, string]>(['', ''])
  const people = useMembers(catalogueId, READERS)
  const draw = useMutation({
    mutationFn: () =>
      ask('POST /catalogues/{id}/samples', {
        params: { id: catalogueId },
        body: { size, seed: new Date().toISOString(), firstReader: readers[0], secondReader: readers[1] },
      }),
    onSuccess: ({ id }) => onDrawn(id),
  })
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault()
        draw.mutate()
      }}
    >
      <label className="field">
        <span>{t('sample.size')}</span>
        <input
          type="number"
          className="input"
          min={1}
          max={MOST}
          value={size}
          onChange={(event) => setSize(Math.min(MOST, Math.max(1, event.target.valueAsNumber || 1)))}
        />
      </label>
      {([0, 1] as const).map((place) => (
        <label key={place} className="field">
          <span>{t(place === 0 ? 'sample.first' : 'sample.second')}</span>
          <select
            className="select"
            value={readers[place]}
            onChange={({ target }) => setReaders(place === 0 ? [target.value, readers[1]] : [readers[0], target.value])}
          >
            <option value="">—</option>
            {people.data?.map(([userId, name]) => (
              <option key={userId} value={userId}>
                {name}
              </option>
            ))}
          </select>
        </label>
      ))}
      <Button
        htmlType="submit"
        disabled={readers[0] === '' || readers[1] === '' || readers[0] === readers[1]}
        loading={draw.isPending}
      >
        {t('sample.draw')}
      </Button>
      <ProblemNote problem={draw.error ?? people.error} />
    </form>
  )
}
