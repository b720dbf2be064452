import { accepting } from './en/accepting.ts'
import { dictionarySettings } from './en/dictionary-settings.ts'
import { drafting } from './en/drafting.ts'
import { general } from './en/general.ts'
import { govern } from './en/govern.ts'
import { importing } from './en/importing.ts'
import { insight } from './en/insight.ts'
import { localItems } from './en/local-items.ts'
import { management } from './en/management.ts'
import { registry } from './en/registry.ts'
import { releasing } from './en/releasing.ts'
import { rollOut } from './en/roll-out.ts'
import { rounds } from './en/rounds.ts'
import { standard } from './en/standard.ts'
import { subscriptions } from './en/subscriptions.ts'

export const en = {
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
