import { general } from './zh/general.ts'
import { standard } from './zh/standard.ts'

export const zh = { ...general, ...standard }
