import { architecture } from './architecture.ts'
import { dependencies } from './dependencies.ts'
import { documentation } from './documentation.ts'
import { fileLength } from './file-length.ts'
import type { Guard } from './guard.ts'
import { indexFiles } from './index-files.ts'
import { packageBoundaries } from './package-boundaries.ts'
import { packageDirection } from './package-direction.ts'
import { wording } from './wording.ts'

export const GUARDS: readonly Guard[] = [
  packageBoundaries,
  packageDirection,
  indexFiles,
  fileLength,
  wording,
  dependencies,
  documentation,
  architecture,
]
