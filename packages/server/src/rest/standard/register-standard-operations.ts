import type { Canonical } from '@yingma/terminology'
import type { FastifyInstance } from 'fastify'
import type { DocumentPress } from '../../document/document-press.ts'
import type { ServedEdition } from '../../fhir/library/served-editions.ts'
import type { GovernDesk } from '../../govern/govern-desk.ts'
import type { Context } from '../../http/context.ts'
import { registerCodes } from './codes.ts'
import { registerContents } from './contents.ts'
import { registerItemHistory } from './item-history.ts'
import { registerItemMappings } from './item-mappings.ts'
import { registerItemsExport } from './items-export.ts'
import { registerNormalise } from './normalise.ts'
import { registerSearch } from './search.ts'
import { registerStandard } from './standard.ts'
import { registerStandardDocument } from './standard-document.ts'

interface Sources {
  readonly governance: GovernDesk
  readonly editions: () => readonly ServedEdition[]
  readonly press: DocumentPress
  /** Resources taken over from others. */
  readonly taken: readonly Canonical[] | undefined
}

/** The standard to read, search, decode and download, and names read by it. */
export function registerStandardOperations(
  api: FastifyInstance,
  context: Context,
  { governance, editions, press, taken }: Sources,
): void {
  registerStandard(api, context)
  registerContents(api, context)
  registerItemHistory(api, context, editions)
  registerItemMappings(api, context, taken)
  registerItemsExport(api, context)
  registerSearch(api, context)
  registerCodes(api, context)
  registerNormalise(api, context)
  registerStandardDocument(api, context, governance, { editions, press })
}
