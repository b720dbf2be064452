import { general } from './en/general.ts'
import { standard } from './en/standard.ts'

export const en = { ...general, ...standard }
