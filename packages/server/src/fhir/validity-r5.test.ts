import { itGivesOutValidResources } from './validity.contract.ts'

itGivesOutValidResources('r5')
