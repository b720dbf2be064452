import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Answer, ApiProblem, ask } from '../../../api/client.ts'
import { usePreferences } from '../../../app/preferences.ts'

export type Section = Answer<'GET /institutions/{id}/dictionary/settings'>[number]['section']
export type Body = Readonly<Record<string, unknown>>

/** A problem of settings as the server tells it: where it is, and the rule or the code that is none. */
interface SettingProblem {
  readonly at: string
  readonly expected?: { readonly zh: string; readonly en: string }
  readonly value?: string
}

/** What is wrong with the value at a place such as `targets`, 0, `id`, in words; nothing where it is fine. */
export type ProblemAt = (...place: readonly (string | number)[]) => string | undefined

/** One section of the settings of an institution: as it is kept, and the way to write its next version. */
export function useSection(institutionId: string, section: Section) {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const client = useQueryClient()
  const key = ['dictionary-settings', institutionId]
  const kept = useQuery({
    queryKey: key,
    queryFn: ({ signal }) =>
      ask('GET /institutions/{id}/dictionary/settings', { params: { id: institutionId }, signal }),
  })
  const now = kept.data?.find((one) => one.section === section)
  const save = useMutation({
    mutationFn: (body: Body) =>
      ask('PUT /institutions/{id}/dictionary/settings/{section}', {
        params: { id: institutionId, section },
        body: { version: now?.version ?? 0, body: { ...body } },
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: key })
      await client.invalidateQueries({ queryKey: ['order-sets', institutionId] })
    },
  })
  const problems = problemsOf(save.error)
  const problemAt: ProblemAt = (...place) => {
    const found = problems.find(({ at }) => at === place.join('.'))
    if (found === undefined) return undefined
    return found.expected?.[language] ?? t('settings.noCode', { value: found.value ?? '' })
  }
  /** Whether some problem is at a place that none of these forms shows. */
  const isShown = (shown: (place: string) => boolean): boolean =>
    problems.length > 0 && problems.every(({ at }) => shown(at))
  return { kept, body: now?.body, version: now?.version ?? 0, save, problemAt, isShown }
}

function problemsOf(error: unknown): readonly SettingProblem[] {
  if (!(error instanceof ApiProblem)) return []
  const { problems } = error.data
  return Array.isArray(problems) ? (problems as readonly SettingProblem[]) : []
}
