import { accepting } from './zh/accepting.ts'
import { dictionarySettings } from './zh/dictionary-settings.ts'
import { drafting } from './zh/drafting.ts'
import { general } from './zh/general.ts'
import { govern } from './zh/govern.ts'
import { importing } from './zh/importing.ts'
import { insight } from './zh/insight.ts'
import { localItems } from './zh/local-items.ts'
import { management } from './zh/management.ts'
import { registry } from './zh/registry.ts'
import { releasing } from './zh/releasing.ts'
import { rollOut } from './zh/roll-out.ts'
import { rounds } from './zh/rounds.ts'
import { standard } from './zh/standard.ts'
import { subscriptions } from './zh/subscriptions.ts'

export const zh = {
  ...general,
  ...standard,
  ...registry,
  ...management,
  ...insight,
  ...govern,
  ...drafting,
  ...rollOut,
  ...dictionarySettings,
  ...localItems,
  ...releasing,
  ...importing,
  ...rounds,
  ...subscriptions,
  ...accepting,
}
