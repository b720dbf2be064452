import type { Answer } from '../../../api/client.ts'

const OVER: readonly string[] = ['released', 'rejected', 'withdrawn']

/** Whether nothing more can be said or done about a proposal. */
export function isOver({ stage }: Pick<Answer<'GET /proposals/{proposal}'>, 'stage'>): boolean {
  return OVER.includes(stage)
}
