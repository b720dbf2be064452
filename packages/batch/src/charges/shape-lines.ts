import type { DuckSession } from '../duck/session.ts'
import { type ChargeTable, shapeLinesStatement } from './charge-statements.ts'
import type { ShapeLine } from './judge-shapes.ts'

/** Shapes whose lines the engine holds at a time; more are read in further passes over the table. */
const SHAPES_A_PASS = 131_072

/** The lines of one session of each shape, shape by shape. At most a pass of them is held, whatever the number of shapes. */
export async function* linesOfShapes(
  session: DuckSession,
  table: ChargeTable,
  shapes: number,
): AsyncGenerator<Iterable<readonly ShapeLine[]>> {
  for (let first = 1; first <= shapes; first += SHAPES_A_PASS) {
    const result = await session.stream(shapeLinesStatement(table, first, first + SHAPES_A_PASS - 1))
    for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk())
      for (const packed of chunk.getColumnValues(0)) yield unpack(String(packed))
  }
}

function unpack(packed: string): Iterable<readonly ShapeLine[]> {
  const shapes = new Map<number, ShapeLine[]>()
  for (const line of JSON.parse(packed) as readonly ShapeLine[]) {
    const same = shapes.get(line.shape_id)
    if (same === undefined) shapes.set(line.shape_id, [line])
    else same.push(line)
  }
  return shapes.values()
}
