import { z } from 'zod'
import { line } from '../http/fields.ts'

const short = line(500, 0)

/** The parts of FHIR R4 and R5 resources that are read; everything else is let through unread. */
const coding = z.object({ system: short.optional(), code: short.optional(), display: short.optional() }).loose()
const concept = z.object({ coding: z.array(coding).max(20).optional(), text: short.optional() }).loose()
/** R5 puts the concept of a request one level lower. */
const reference = z
  .object({
    reference: short.optional(),
    display: short.optional(),
    identifier: z.object({ value: short.optional() }).loose().optional(),
  })
  .loose()

export const resource = z
  .object({
    resourceType: line(60),
    id: line(64).optional(),
    status: short.optional(),
    code: z.union([concept, z.object({ concept: concept.optional() }).strict()]).optional(),
    bodySite: z.array(concept).max(20).optional(),
    reasonCode: z.array(concept).max(20).optional(),
    gender: short.optional(),
    birthDate: short.optional(),
    effectiveDateTime: short.optional(),
    effectivePeriod: z.object({ start: short.optional() }).loose().optional(),
    performer: z.array(reference).max(20).optional(),
    serviceType: z
      .union([concept, z.array(z.union([concept, z.object({ concept: concept.optional() })])).max(20)])
      .optional(),
    specialty: z.array(concept).max(20).optional(),
    meta: z
      .object({ tag: z.array(coding).max(20).optional() })
      .loose()
      .optional(),
  })
  .loose()

export const bundle = z
  .object({
    resourceType: z.literal('Bundle'),
    entry: z
      .array(z.object({ resource: resource.optional() }).loose())
      .max(500)
      .optional(),
  })
  .loose()

/** The body of a call as CDS Hooks 2.0 defines it. The access token to the FHIR server, if any, is neither used nor kept. */
export const cdsRequest = z
  .object({
    hook: z.enum(['order-select', 'order-sign']),
    hookInstance: line(100),
    context: z
      .object({
        patientId: line(200).optional(),
        selections: z.array(line(200)).max(100).optional(),
        draftOrders: bundle,
      })
      .loose(),
    prefetch: z
      .object({
        patient: resource.nullable().optional(),
        encounter: resource.nullable().optional(),
        user: resource.nullable().optional(),
        earlier: bundle.nullable().optional(),
        pending: bundle.nullable().optional(),
      })
      .loose()
      .optional(),
  })
  .loose()
  .meta({ id: 'CdsRequest' })

export type Resource = z.infer<typeof resource>
export type Bundle = z.infer<typeof bundle>
export type Concept = z.infer<typeof concept>
export type CdsRequest = z.infer<typeof cdsRequest>
