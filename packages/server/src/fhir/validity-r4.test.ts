import { itGivesOutValidResources } from './validity.contract.ts'

itGivesOutValidResources('r4')
