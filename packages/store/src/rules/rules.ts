import { Refusal } from '../problems/store-problem.ts'
import type { RuleKind } from '../schema/roles.ts'
import type { Transaction } from '../store/transaction.ts'

/** One version of a rule of an institution; `body: null` means that it was withdrawn. */
export interface Rule {
  readonly id: string
  readonly key: string
  readonly version: number
  readonly kind: RuleKind
  readonly body: unknown
  readonly reason: string
  readonly author: string
  readonly at: string
}

const RULE = 'id, key, version, kind, body, reason, author, at'

/** Rules in force: the newest version of each that was not withdrawn. */
export function listRules(transaction: Transaction, institutionId: string): Promise<Rule[]> {
  return transaction.rows<Rule>(
    `SELECT * FROM (SELECT DISTINCT ON (key) ${RULE} FROM rules WHERE institution_id = $1 ORDER BY key, version DESC) AS newest
     WHERE body IS NOT NULL ORDER BY key`,
    [institutionId],
  )
}

/** All versions of one rule, newest first. */
export function ruleHistory(transaction: Transaction, institutionId: string, key: string): Promise<Rule[]> {
  return transaction.rows<Rule>(
    `SELECT ${RULE} FROM rules WHERE institution_id = $1 AND key = $2 ORDER BY version DESC`,
    [institutionId, key],
  )
}

/** Writes the next version of a rule (`body: null` withdraws it). Someone else's version in between is a conflict. */
export async function putRule(
  transaction: Transaction,
  userId: string,
  rule: {
    readonly institutionId: string
    readonly key: string
    readonly kind: RuleKind
    readonly body: unknown
    readonly reason: string
    readonly expectedVersion: number
  },
): Promise<Rule> {
  const newest = async (): Promise<number> =>
    (
      await transaction.row<{ version: number }>(
        'SELECT coalesce(max(version), 0) AS version FROM rules WHERE institution_id = $1 AND key = $2',
        [rule.institutionId, rule.key],
      )
    )?.version ?? 0
  const conflict = (actual: number) =>
    new Refusal({ code: 'rule-conflict', key: rule.key, expected: rule.expectedVersion, actual })
  const actual = await newest()
  if (actual !== rule.expectedVersion) throw conflict(actual)
  const written = await transaction.row<Rule>(
    `INSERT INTO rules (institution_id, key, version, kind, body, reason, author) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT DO NOTHING RETURNING ${RULE}`,
    [
      rule.institutionId,
      rule.key,
      actual + 1,
      rule.kind,
      rule.body === null ? null : JSON.stringify(rule.body),
      rule.reason,
      userId,
    ],
  )
  if (!written) throw conflict(await newest())
  return written
}
