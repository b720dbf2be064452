import type { FastifyInstance } from 'fastify'
import type { Context } from '../../http/context.ts'
import { registerBreakdown } from './breakdown.ts'
import { registerCatalogues } from './catalogues.ts'
import { registerExports } from './exports.ts'
import { registerNames } from './names.ts'
import { registerReview } from './review.ts'
import { registerRules } from './rules.ts'
import { registerUpload } from './upload.ts'
import { registerUploadPreview } from './upload-preview.ts'

/** Tables of local names: uploading, deciding, reviewing, exporting. */
export function registerCatalogueOperations(api: FastifyInstance, context: Context): void {
  registerCatalogues(api, context)
  registerBreakdown(api, context)
  registerUpload(api, context)
  registerUploadPreview(api, context)
  registerExports(api, context)
  registerNames(api, context)
  registerReview(api, context)
  registerRules(api, context)
}
