import { writeFileSync } from 'node:fs'
import { TYPES, webTypes } from './web-types/web-types.ts'

/** `npm run types:web`: writes the types of the operations that the web application uses. */
writeFileSync(TYPES, await webTypes())
