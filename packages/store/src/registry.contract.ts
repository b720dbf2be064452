import { afterAll, beforeAll, describe } from 'vitest'
import type { Store } from './store/open-store.ts'
import { chargesContract } from './testing/charges.contract.ts'
import { decisionContract } from './testing/decisions.contract.ts'
import { dictionaryContract } from './testing/dictionary.contract.ts'
import { governanceContract } from './testing/governance.contract.ts'
import { localItemsContract } from './testing/local-items.contract.ts'
import { operationsContract } from './testing/operations.contract.ts'
import { reviewContract } from './testing/review.contract.ts'
import { tenantContract } from './testing/tenants.contract.ts'
import { createWorld, type World } from './testing/world.ts'

/** What a registry must do, wherever its PostgreSQL runs. */
export function registryContract(place: string, open: () => Promise<Store>, another: () => Promise<Store>): void {
  describe(`registry on ${place}`, () => {
    let world: World

    beforeAll(async () => {
      world = await createWorld(await open())
    })
    afterAll(() => world?.store.close())

    tenantContract(() => world)
    decisionContract(() => world)
    reviewContract(() => world)
    governanceContract(() => world)
    localItemsContract(() => world)
    dictionaryContract(() => world)
    chargesContract(() => world)
    operationsContract(() => world, another)
  })
}
