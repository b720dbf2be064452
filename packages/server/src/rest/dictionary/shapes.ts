import { z } from 'zod'
import { id } from '../../http/fields.ts'

/** An institution and one of its builds. */
export const buildParams = z.strictObject({ id, buildId: id })

const tally = z.object({ codes: z.number(), exams: z.number(), cents: z.number() })

/** A dictionary that was built. */
export const dictionaryBuild = z
  .object({
    id: z.uuid(),
    institutionId: z.uuid(),
    jobId: z.uuid(),
    draft: z.boolean(),
    figures: z
      .object({
        items: z.number().int(),
        oldCodes: z.number().int(),
        questions: z.number().int().describe('what has to be settled before it is more than a draft'),
        questionKinds: z.record(z.string(), z.number().int()),
        reconciliation: z.object({ before: tally, agrees: z.boolean() }).loose(),
        schedule: z.string().nullable(),
        date: z.string(),
        targets: z.array(z.string()),
        unreadRules: z.array(z.string()).describe('rules of the institution that could not be read: without effect'),
      })
      .loose(),
    createdBy: z.uuid(),
    createdAt: z.string(),
    files: z
      .array(z.object({ name: z.string(), bytes: z.number().int() }))
      .describe('none for builds that newer ones pushed out'),
  })
  .meta({ id: 'DictionaryBuild' })
