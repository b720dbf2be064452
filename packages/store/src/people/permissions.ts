import type { Role, Scope } from '../schema/roles.ts'

/** What can be done, and who may: one table that code, documentation and the web app read. */
export const ACTIONS = {
  'catalogue.read': ['reader', 'mapper', 'reviewer', 'expert', 'price-officer', 'institution-admin', 'admin'],
  'catalogue.upload': ['mapper', 'reviewer', 'institution-admin', 'admin'],
  'catalogue.delete': ['institution-admin', 'admin'],
  'decision.make': ['mapper', 'reviewer', 'institution-admin', 'admin'],
  'decision.comment': ['mapper', 'reviewer', 'expert', 'institution-admin', 'admin'],
  'decision.verify': ['reviewer', 'institution-admin', 'admin'],
  'decision.undo': ['mapper', 'reviewer', 'institution-admin', 'admin'],
  'review.assign': ['reviewer', 'institution-admin', 'admin'],
  'review.read-sample': ['reviewer', 'expert', 'mapper', 'institution-admin', 'admin'],
  'rule.change': ['reviewer', 'institution-admin', 'admin'],
  'dictionary.change': ['reviewer', 'price-officer', 'institution-admin', 'admin'],
  'rollout.mark': ['reviewer', 'price-officer', 'institution-admin', 'admin'],
  'price.change': ['price-officer', 'institution-admin', 'admin'],
  'price.simulate': ['price-officer', 'mapper', 'reviewer', 'institution-admin', 'admin'],
  'charge.read': ['price-officer', 'insurer-auditor', 'institution-admin', 'admin'],
  'charge.audit': ['price-officer', 'insurer-auditor', 'institution-admin', 'admin'],
  'suspicion.rebut': ['price-officer', 'institution-admin'],
  'suspicion.close': ['insurer-auditor', 'admin'],
  'member.manage': ['institution-admin', 'admin'],
  'institution.create': ['institution-admin', 'admin'],
  'institution.change': ['institution-admin', 'admin'],
  'institution.delete': ['admin'],
  'audit.read': ['reviewer', 'institution-admin', 'admin'],
  'job.start': ['mapper', 'reviewer', 'institution-admin', 'admin'],
  'user.manage': ['admin'],
  'webhook.manage': ['institution-admin', 'admin'],
  'edition.register': ['publisher', 'admin'],
  'standard.propose': [
    'reader',
    'mapper',
    'reviewer',
    'price-officer',
    'expert',
    'institution-admin',
    'editor',
    'publisher',
    'admin',
  ],
  'standard.review': ['expert', 'editor', 'publisher', 'admin'],
  'standard.decide': ['editor', 'publisher', 'admin'],
  'standard.release': ['publisher', 'admin'],
} as const satisfies Record<string, readonly Role[]>

export type Action = keyof typeof ACTIONS

/** The scope that an API key needs for an action. */
export function scopeOf(action: Action): Scope {
  if (['catalogue.read', 'audit.read', 'charge.read', 'price.simulate'].includes(action)) return 'read'
  if (['catalogue.upload', 'job.start', 'charge.audit'].includes(action)) return 'upload'
  if (action.startsWith('suspicion.')) return 'decide'
  if (action.startsWith('decision.') || action.startsWith('review.') || action === 'rule.change') return 'decide'
  if (action === 'standard.propose' || action === 'standard.review') return 'decide'
  return 'manage'
}

/** A role held at a place of the tree (`null`: everywhere). */
export interface Grant {
  readonly role: Role
  readonly institutionId: string | null
}

/**
 * Whether the grants allow `action` at the institution whose path from the root is `path` (empty: at none in
 * particular). A role at a group or region holds for all below it.
 */
export function isAllowed(grants: readonly Grant[], action: Action, path: readonly string[]): boolean {
  const roles: readonly Role[] = ACTIONS[action]
  return grants.some(
    (grant) => roles.includes(grant.role) && (grant.institutionId === null || path.includes(grant.institutionId)),
  )
}
