import { extensionText } from '../fhir/choice.ts'
import type { Canonical } from '../fhir/types.ts'
import { EXTENSIONS } from '../fhir/uris.ts'

export type Doubt = 'draft' | 'experimental' | 'deprecated' | 'withdrawn' | 'retired'

/** Why a resource should not be relied on, if so: a draft that refers to drafts, or an experiment to experiments, is no surprise. */
export function doubtOf(resource: Canonical, source: Canonical): Doubt | undefined {
  const standards = extensionText(resource.extension, EXTENSIONS.standardsStatus)
  if (standards === 'deprecated' || standards === 'withdrawn') return standards
  if (resource.status === 'retired') return 'retired'
  if (resource === source) return undefined
  if (resource.experimental === true && source.experimental !== true) return 'experimental'
  return isDraft(resource) && !isDraft(source) ? 'draft' : undefined
}

function isDraft({ status, extension }: Canonical): boolean {
  return status === 'draft' || extensionText(extension, EXTENSIONS.standardsStatus) === 'draft'
}
