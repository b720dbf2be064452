let table: Map<string, number> | undefined

/** Encodes text as GB18030 (its two-byte part, GBK), which Node can decode but not encode. */
export function encodeGb18030(text: string): Buffer {
  table ??= buildTable()
  const bytes: number[] = []
  for (const char of text) {
    const code = char.charCodeAt(0)
    if (code < 0x80) bytes.push(code)
    else {
      const pair = table.get(char)
      if (pair === undefined) throw new Error(`${char} has no two-byte code in GB18030`)
      bytes.push(pair >> 8, pair & 0xff)
    }
  }
  return Buffer.from(bytes)
}

function buildTable(): Map<string, number> {
  const decoder = new TextDecoder('gb18030')
  const pairs = new Map<string, number>()
  for (let high = 0x81; high <= 0xfe; high++) {
    for (let low = 0x40; low <= 0xfe; low++) {
      if (low === 0x7f) continue
      pairs.set(decoder.decode(Uint8Array.of(high, low)), (high << 8) | low)
    }
  }
  return pairs
}
