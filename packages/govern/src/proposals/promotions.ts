import type { Edition } from '@yingma/core'
import type { GovernProblem } from '../problems/govern-problem.ts'
import type { ProposalContent } from '../rounds/proposal.ts'

/** The first own item that a proposal would leave without an item in use to follow it. */
export function strandedPromotion(
  { promotes = [] }: Pick<ProposalContent, 'promotes'>,
  after: Pick<Edition, 'byCode'>,
): GovernProblem | null {
  const lost = promotes.find(({ into }) => after.byCode.get(into.toUpperCase())?.status !== 'active')
  return lost === undefined ? null : { code: 'govern-promotion-nowhere', item: lost.code, into: lost.into }
}
