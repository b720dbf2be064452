import { EncryptJWT, errors, jwtDecrypt } from 'jose'
import * as client from 'openid-client'
import { HttpProblem } from '../problems/server-problem.ts'

/** How an institution's identity provider is reached (OpenID Connect, code flow with PKCE). */
export interface ProviderSettings {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly redirectUri: string
  /** Only for a provider on this machine, in tests. */
  readonly allowHttp?: boolean
}

export interface SignedInIdentity {
  readonly issuer: string
  readonly subject: string
  readonly login: string
  readonly name: string
  readonly email?: string
}

export interface Identity {
  /** Where to send the browser, and the sealed memory of this attempt to keep in a cookie meanwhile. */
  begin(): Promise<{ readonly url: string; readonly memory: string }>
  /** Who came back, or a refusal. */
  complete(callback: URL, memory: string): Promise<SignedInIdentity>
}

const MINUTES = 10
const REFUSALS = [errors.JOSEError, client.ClientError, client.AuthorizationResponseError, client.ResponseBodyError]

/** Talks to the provider; its metadata are fetched at the first sign-in, so a provider that is down stops nothing else. */
export function createIdentityProvider(settings: ProviderSettings): Identity {
  let configuration: Promise<client.Configuration> | undefined
  const key = crypto.getRandomValues(new Uint8Array(32))
  const discover = (): Promise<client.Configuration> => {
    configuration ??= client
      .discovery(new URL(settings.issuer), settings.clientId, settings.clientSecret, undefined, {
        ...(settings.allowHttp ? { execute: [client.allowInsecureRequests] } : {}),
      })
      .catch((error: unknown) => {
        configuration = undefined
        throw error
      })
    return configuration
  }
  return {
    begin: async () => {
      const config = await discover()
      const verifier = client.randomPKCECodeVerifier()
      const [state, nonce] = [client.randomState(), client.randomNonce()]
      const url = client.buildAuthorizationUrl(config, {
        redirect_uri: settings.redirectUri,
        scope: 'openid profile email',
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
      })
      const memory = await new EncryptJWT({ verifier, state, nonce })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setExpirationTime(`${MINUTES}m`)
        .encrypt(key)
      return { url: url.href, memory }
    },
    complete: async (callback, memory) => {
      try {
        const { payload } = await jwtDecrypt(memory, key)
        const { verifier, state, nonce } = payload as { verifier: string; state: string; nonce: string }
        const tokens = await client.authorizationCodeGrant(await discover(), callback, {
          pkceCodeVerifier: verifier,
          expectedState: state,
          expectedNonce: nonce,
          idTokenExpected: true,
        })
        return identityOf(tokens.claims()!)
      } catch (error) {
        // A forged, stale or declined sign-in: the browser learns no more than that.
        if (REFUSALS.some((kind) => error instanceof kind)) throw new HttpProblem({ code: 'provider-refused' })
        throw error
      }
    },
  }
}

function identityOf(claims: client.IDToken): SignedInIdentity {
  const text = (value: unknown): string | undefined =>
    typeof value === 'string' && value !== '' ? value.slice(0, 200) : undefined
  const email = text(claims.email)
  const login = (text(claims.preferred_username) ?? email ?? claims.sub).replace(/[\s\p{Cc}]/gu, '').slice(0, 50)
  return {
    issuer: claims.iss,
    subject: claims.sub,
    login: login === '' ? 'user' : login,
    name: text(claims.name) ?? login,
    ...(email === undefined ? {} : { email }),
  }
}
