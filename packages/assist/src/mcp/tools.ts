import type { AgentTool } from './tool.ts'
import { coverage } from './tools/coverage.ts'
import { decode } from './tools/decode.ts'
import { diff } from './tools/diff.ts'
import { encode } from './tools/encode.ts'
import { explain } from './tools/explain.ts'
import { item } from './tools/item.ts'
import { normalise } from './tools/normalise.ts'
import { quote } from './tools/quote.ts'
import { recognise } from './tools/recognise.ts'
import { remark } from './tools/remark.ts'
import { search } from './tools/search.ts'

/** Every tool that agents may be offered; those that write only with the scope for it. */
export const TOOLS: readonly AgentTool[] = [
  search,
  item,
  decode,
  encode,
  normalise,
  explain,
  quote,
  recognise,
  coverage,
  diff,
  remark,
]
