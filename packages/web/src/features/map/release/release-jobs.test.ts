import { expect, test } from 'vitest'
import type { Job } from '../../../ui/job-progress.tsx'
import { newerThan } from './newer-than.ts'
import { jobsOfReleases } from './release-jobs.ts'

function job(kind: string, batchId: string, more: Partial<Job> = {}): Job {
  const at = '2026-03-01T00:00:00Z'
  return {
    id: `${kind} ${batchId}`,
    institutionId: null,
    kind,
    status: 'done',
    total: 0,
    done: 0,
    params: { catalogueId: 'c', batchId },
    result: null,
    problem: null,
    problemText: null,
    requestedBy: 'u',
    createdAt: at,
    startedAt: at,
    finishedAt: at,
    cancelRequestedAt: null,
    ...more,
  }
}

test('the last acceptance counts, and only what took that one back', () => {
  const rows = [job('suggest', 's'), job('release', 'b'), job('undo', 'a'), job('release', 'a')]
  expect(jobsOfReleases(rows, 'c')).toEqual({ running: undefined, acceptance: rows[1], undone: undefined })
  expect(jobsOfReleases([job('undo', 'b'), ...rows], 'c').undone?.id).toBe('undo b')
  expect(jobsOfReleases(rows, 'another')).toEqual({ running: undefined, acceptance: undefined, undone: undefined })
})

test('what is under way is shown, what failed to take back did not', () => {
  const under = { status: 'running', finishedAt: null } as const
  expect(jobsOfReleases([job('release', 'a', under)], 'c').running?.id).toBe('release a')
  expect(jobsOfReleases([job('undo', 'a', under), job('release', 'a')], 'c').running?.id).toBe('undo a')
  const failed = job('undo', 'a', { status: 'failed' })
  expect(jobsOfReleases([failed, job('release', 'a')], 'c')).toMatchObject({ running: undefined, undone: undefined })
})

test('versions are compared as numbers', () => {
  expect(newerThan('1.9.0', ['1.10.0', '1.9.0', '1.8.9', '1.10.0', '2.0.0'])).toEqual(['2.0.0', '1.10.0'])
})
