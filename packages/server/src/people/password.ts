import { hash, verify } from '@node-rs/argon2'
import { HttpProblem } from '../problems/server-problem.ts'

/** argon2id with the parameters that OWASP recommends first (19 MiB, two passes); runs outside the main thread. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

const MINIMUM_LENGTH = 10

/** Refused outright: the most tried ones that are long enough. */
const COMMON = new Set([
  'password12',
  'password123',
  'passw0rd123',
  '1234567890',
  '12345678910',
  '0123456789',
  '1q2w3e4r5t',
  'qwertyuiop',
  'qwerty12345',
  'administrator',
  'admin12345',
  'a123456789',
  'woaini1314',
  '5201314520',
  'iloveyou123',
  '1111111111',
])

export async function hashPassword(password: string, login: string): Promise<string> {
  const isWeak =
    password.length < MINIMUM_LENGTH ||
    COMMON.has(password.toLowerCase()) ||
    password.toLowerCase().includes(login.toLowerCase()) ||
    new Set(password).size < 4
  if (isWeak) throw new HttpProblem({ code: 'password-weak', minimum: MINIMUM_LENGTH })
  return await hash(password, PARAMETERS)
}

/** A hash that nothing matches, so that an unknown login takes as long as a wrong password. */
let decoy: Promise<string> | undefined

export async function matchesPassword(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  decoy ??= hash(crypto.randomUUID(), PARAMETERS)
  const matches = await verify(passwordHash ?? (await decoy), password)
  return matches && passwordHash !== null && passwordHash !== undefined
}
