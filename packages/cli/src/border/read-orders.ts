import { openTable, type TableProblem } from '@yingma/tables'

export type Orders =
  | { readonly ok: true; readonly orders: ReadonlyMap<string, string> }
  | { readonly ok: false; readonly problem: TableProblem }

/** Reads a list of orders: the name of the exam by the column that is in the images too (accession number or study UID). */
export async function readOrders(file: string, key: string): Promise<Orders> {
  const opened = await openTable(file, { keep: [key], required: ['name'], columns: { localCode: key } })
  if (!opened.ok) return opened
  const table = opened.value
  const orders = new Map<string, string>()
  const name = table.roles.name?.value.position ?? null
  const at = table.roles.localCode?.value.position ?? null
  for await (const step of table.rows()) {
    if (step.kind === 'stop') return { ok: false, problem: step.problem }
    for (const row of step.rows) {
      const id = at === null ? '' : (row[at] ?? '').trim()
      const text = name === null ? '' : (row[name] ?? '').trim()
      if (id === '' || text === '') continue
      const before = orders.get(id)
      // Several orders of one visit are one set of exams.
      orders.set(id, before === undefined || before === text ? text : `${before}+${text}`)
    }
  }
  await table.close()
  return { ok: true, orders }
}
