import { chargeSessions, getChargeAudit } from '../charges/charge-audits.ts'
import { type Judgement, joinJudgements, judgeSessions, NO_JUDGEMENT } from '../charges/judge-sessions.ts'
import type { JobHandler } from './job.ts'

const CHUNK = 500

/** Judges every exam of an audit of charge lines. Params: `auditId`. Result: the judgement so far. */
export const auditHandler: JobHandler = async (transaction, job, { prices }) => {
  const { auditId } = job.params as { auditId: string }
  const audit = await getChargeAudit(transaction, auditId)
  const after = (job.checkpoint as { after?: string } | null)?.after
  const sessions = await chargeSessions(transaction, auditId, { after, limit: CHUNK })
  const former = (job.result ?? NO_JUDGEMENT) as Judgement
  const result = joinJudgements(former, await judgeSessions(transaction, audit, sessions, prices))
  const last = sessions.at(-1)
  return {
    done: sessions.length,
    ...(job.checkpoint === null && { total: audit.sessions }),
    checkpoint: sessions.length < CHUNK || !last ? undefined : { after: last.id },
    result,
  }
}
