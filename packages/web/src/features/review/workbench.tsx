import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import { useEdition } from '../../app/edition.ts'
import { mayDo, useSession } from '../../app/session.ts'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { AssignSelect } from './assign-select.tsx'
import { ChangePanel } from './change-panel.tsx'
import { ClusterView } from './cluster-view.tsx'
import { ConflictNotes } from './conflict-notes.tsx'
import { NameHistory } from './name-history.tsx'
import { type Cluster, type NameState, useDecisions, type Wish } from './use-decisions.ts'

type Mode = 'look' | 'change' | 'split' | 'comment'
const NOTHING: readonly Cluster[] = []

/** Clusters by volume; one key decides on all names of a cluster and goes on to the next. */
export function Workbench({ catalogueId }: { readonly catalogueId: string }): ReactNode {
  const { t } = useTranslation()
  const client = useQueryClient()
  const edition = useEdition()
  const me = useSession()
  const [isSecond, setSecond] = useState(false)
  const [decided, setDecided] = useState<ReadonlySet<string>>(new Set())
  const [at, setAt] = useState(0)
  const [mode, setMode] = useState<Mode>('look')
  const [assignProblem, setAssignProblem] = useState<unknown>()
  const desk = useRef<HTMLDivElement>(null)
  const { send, undo, settle, sendAgain, unsent, conflicts, problem } = useDecisions(catalogueId)
  const status = isSecond ? 'accepted,changed' : 'open,suggested'

  const queue = useQuery({
    queryKey: ['queue', catalogueId, status],
    queryFn: ({ signal }) =>
      ask('GET /catalogues/{id}/queue', { params: { id: catalogueId }, query: { limit: 500, status }, signal }),
  })
  const clusters = useMemo(
    () => queue.data?.rows.filter(({ cluster }) => !decided.has(cluster)) ?? NOTHING,
    [queue.data, decided],
  )
  const place = Math.min(at, Math.max(0, clusters.length - 1))
  const current = clusters[place]

  const namesOf = (cluster: Cluster | undefined) => ({
    queryKey: ['cluster', catalogueId, cluster?.cluster, status],
    queryFn: async ({ signal }: { signal: AbortSignal }) => {
      const rows: NameState[] = []
      for (let total = 1; rows.length < total; ) {
        const query = { limit: 500, offset: rows.length, cluster: cluster?.cluster ?? '', status }
        const page = await ask('GET /catalogues/{id}/names', { params: { id: catalogueId }, query, signal })
        rows.push(...page.rows)
        total = page.rows.length === 0 ? rows.length : page.total
      }
      return rows
    },
    enabled: cluster !== undefined,
  })
  const names = useQuery(namesOf(current))
  const next = clusters[place + 1]
  // What comes next is there when the key is pressed.
  useQuery(namesOf(next))

  useEffect(() => {
    if (mode === 'look') desk.current?.focus()
  }, [mode])

  const decide = async (kind: Wish['kind'], codes?: readonly string[], reason?: string): Promise<void> => {
    if (current === undefined) return
    const { cluster } = current
    const seen = client
      .fetchQuery({ ...namesOf(current), staleTime: 60_000 })
      .then((names) => (kind === 'comment' ? names.slice(0, 1) : names))
    // Given from this moment on: undo waits for it, also while its names are still being asked for.
    const sending = send(
      seen.then((names) => ({
        cluster,
        kind,
        ...(codes === undefined ? {} : { codes }),
        ...(reason === undefined ? {} : { reason }),
        names: names.map(({ id, version }) => ({ id, version })),
      })),
    )
    const target = await seen.catch(() => undefined)
    if (target === undefined) return
    setMode('look')
    if (kind !== 'comment') setDecided((before) => new Set([...before, cluster]))
    if (!(await sending)) setDecided((before) => new Set([...before].filter((one) => one !== cluster)))
    if (kind === 'comment') {
      await client.invalidateQueries({ queryKey: ['history', target[0]?.id] })
      await client.invalidateQueries({ queryKey: ['cluster', catalogueId, cluster] })
    }
  }

  const takeBack = async (): Promise<void> => {
    const cluster = await undo()
    if (cluster === undefined) return
    await client.invalidateQueries({ queryKey: ['cluster', catalogueId, cluster] })
    await queue.refetch()
    setDecided((before) => new Set([...before].filter((one) => one !== cluster)))
  }

  const assign = async (): Promise<void> => {
    if (current === undefined || me === undefined || me === null) return
    const userId = current.assignedTo === me.userId ? null : me.userId
    setAssignProblem(undefined)
    await ask('PUT /catalogues/{id}/assignments', {
      params: { id: catalogueId },
      body: { cluster: current.cluster, userId },
    }).then(
      () => queue.refetch(),
      (refusal: unknown) => setAssignProblem(refusal),
    )
  }

  const all: readonly { key: string; name: string; isOff?: boolean; run: () => void }[] = isSecond
    ? [
        { key: 'V', name: 'verify', run: () => void decide('verify') },
        { key: 'C', name: 'change', run: () => setMode('change') },
        { key: 'U', name: 'undo', run: () => void takeBack() },
        { key: 'M', name: 'comment', run: () => setMode('comment') },
      ]
    : [
        { key: 'A', name: 'accept', isOff: current?.suggestedCodes.length === 0, run: () => void decide('accept') },
        { key: 'C', name: 'change', run: () => setMode('change') },
        { key: 'S', name: 'split', run: () => setMode('split') },
        { key: 'N', name: 'none', run: () => void decide('none') },
        { key: 'X', name: 'reject', run: () => void decide('reject') },
        { key: 'U', name: 'undo', run: () => void takeBack() },
        { key: 'M', name: 'comment', run: () => setMode('comment') },
        { key: 'G', name: 'assign', run: () => void assign() },
      ]

  const actions = all.filter(({ name }) => mayDo(me, name === 'comment' ? 'comment' : 'decide'))

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Escape') {
      setMode('look')
      return
    }
    const tag = (event.target as HTMLElement).tagName
    if (mode !== 'look' || tag === 'INPUT' || tag === 'SELECT' || tag === 'TEXTAREA') return
    if (event.key === 'ArrowDown' || event.key === 'j') setAt(Math.min(clusters.length - 1, place + 1))
    else if (event.key === 'ArrowUp' || event.key === 'k') setAt(Math.max(0, place - 1))
    else {
      const action = actions.find(({ key, isOff }) => key === event.key.toUpperCase() && isOff !== true)
      if (action === undefined || (current === undefined && action.name !== 'undo')) return
      action.run()
    }
    event.preventDefault()
  }

  const remaining = clusters.length + (queue.data?.total ?? 0) - (queue.data?.rows.length ?? 0)
  const first = names.data?.[0]
  return (
    <div
      ref={desk}
      className="desk"
      role="application"
      aria-label={t('review.title')}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <section className="desk-queue" aria-label={t('review.queue')}>
        <h1>{t('review.title')}</h1>
        {mayDo(me, 'verify') && (
          <label className="row">
            <input
              type="checkbox"
              checked={isSecond}
              onChange={(event) => {
                setSecond(event.target.checked)
                setDecided(new Set())
                setAt(0)
              }}
            />
            {t('review.second')}
          </label>
        )}
        <p role="status">{t('review.remaining', { n: remaining })}</p>
        <ol className="queue">
          {clusters.slice(0, 200).map((cluster, index) => (
            <li key={cluster.cluster}>
              <button
                type="button"
                className="queue-row"
                aria-current={index === place}
                onClick={() => {
                  setAt(index)
                  setMode('look')
                }}
              >
                <span className="queue-name">{cluster.examples[0]}</span>
                <span className="queue-exams">{cluster.exams.toLocaleString()}</span>
                <span className="quiet">
                  {t('map.nameCount', { n: cluster.names })} · {Math.round(cluster.confidence * 100)}%
                  {cluster.assignedTo !== null &&
                    ` · ${t(cluster.assignedTo === me?.userId ? 'review.mine' : 'review.others')}`}
                </span>
              </button>
            </li>
          ))}
        </ol>
      </section>
      <section className="desk-main" aria-live="polite">
        <ProblemNote problem={problem ?? assignProblem ?? queue.error ?? names.error} />
        {unsent.length > 0 && (
          <div className="card unsent" role="alert">
            {t('review.unsent', { n: unsent.length })}{' '}
            <Button size="small" onClick={() => void sendAgain()}>
              {t('review.sendAgain')}
            </Button>
          </div>
        )}
        <ConflictNotes
          conflicts={conflicts}
          edition={edition}
          onSettle={(conflict, isMine) => void settle(conflict, isMine)}
        />
        {!mayDo(me, 'decide') && <p className="quiet">{t('review.lookOnly')}</p>}
        <div className="row actions">
          {actions.map(({ key, name, isOff, run }) => (
            <Button
              key={key}
              type={key === 'A' || key === 'V' ? 'primary' : 'default'}
              disabled={isOff === true || (current === undefined && name !== 'undo')}
              onClick={run}
            >
              {t(`review.${name}`)} <kbd>{key}</kbd>
            </Button>
          ))}
        </div>
        {(mode === 'change' || mode === 'split') && current !== undefined && edition !== undefined && (
          <ChangePanel
            key={current.cluster + mode}
            mode={mode}
            edition={edition}
            suggested={current.suggestedCodes}
            onDecide={(codes) => void decide(mode, codes)}
            onCancel={() => setMode('look')}
          />
        )}
        {current === undefined && queue.data !== undefined && (
          <EmptyNote title={t('review.done')}>
            <Link to="/map/$catalogueId" params={{ catalogueId }}>
              {t('review.doneHelp')}
            </Link>
          </EmptyNote>
        )}
        {current !== undefined && mayDo(me, 'verify') && (
          <AssignSelect
            key={current.cluster}
            catalogueId={catalogueId}
            cluster={current}
            onGiven={() => {
              void queue.refetch()
              desk.current?.focus()
            }}
          />
        )}
        {current !== undefined && <ClusterView cluster={current} names={names.data ?? []} edition={edition} />}
        {first !== undefined && current !== undefined && (
          <NameHistory
            key={first.id}
            nameId={first.id}
            isWriting={mode === 'comment'}
            onComment={(text) => void decide('comment', undefined, text)}
          />
        )}
      </section>
    </div>
  )
}
