import { type Ingredients, nothing } from './ingredients.ts'
import type { Operation } from './operations.ts'
import type { ServerWorld } from './server-world.ts'
import { paramsFrom, type Stock, suspectExam } from './stock.ts'

/** What the operations of prices and charges need to succeed; undefined for the others. */
export async function chargeIngredients(
  world: ServerWorld,
  stock: Stock,
  operation: Operation,
  { fresh, code, charged }: { readonly fresh: string; readonly code: string; readonly charged: number },
): Promise<Ingredients | undefined> {
  const base = { who: stock.hospital.manager, params: paramsFrom(stock, operation) }
  switch (operation.name.replace('/api/v1', '')) {
    case 'POST /price-quotes':
    case 'POST /draft/price-quotes':
      return {
        ...(operation.name.includes('/draft/') ? base : {}),
        fields: {
          date: '2025-06-02',
          jurisdiction: '江西省',
          items: [{ code }],
          ...nothing('schedule', 'settings', 'services', 'modifiers'),
        },
      }
    case 'GET /price-lists/in-force':
      return { fields: { jurisdiction: '江西省', date: '2025-06-02' } }
    case 'POST /price-simulations/upload':
    case 'GET /catalogues/{id}/price-simulation':
      return { ...base, fields: { to: 'jiangxi-2025', from: 'jiangxi-until-2025' } }
    case 'POST /institutions/{id}/charge-audits':
      return { ...base, fields: { title: fresh, exams: [suspectExam(fresh)] } }
    case 'POST /institutions/{id}/charge-audits/upload':
      return {
        ...base,
        file: `医嘱号,收费日期,检查项目名称,检查类型,医保编码,数量,金额\n${fresh},2025-06-02,胸部CT平扫,CT,012301020010000,1,${charged}\n`,
      }
    case 'GET /charge-audits/{id}/exams':
      return { ...base, fields: nothing('after') }
    case 'POST /suspicions/{id}/answers':
      return {
        ...base,
        params: { id: await freshSuspicion(world, stock, fresh) },
        headers: { 'if-match': '"0"' },
        fields: { kind: 'rebut', reason: fresh, ...nothing('returnedCents') },
      }
    default:
      return undefined
  }
}

async function freshSuspicion(world: ServerWorld, { hospital }: Stock, order: string): Promise<string> {
  const path = `/institutions/${hospital.institution.id}/charge-audits`
  const made = await world.ask(hospital.manager, 'POST', path, { title: order, exams: [suspectExam(order)] })
  return made.body.suspicions[0].id
}
