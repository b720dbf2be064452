import { general } from './en/general.ts'
import { registry } from './en/registry.ts'
import { standard } from './en/standard.ts'

export const en = { ...general, ...standard, ...registry }
