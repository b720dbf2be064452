import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The oldest browser that hospitals still have. */
export const OLDEST_BROWSER = 'chrome87'

export default defineConfig({
  plugins: [react()],
  html: { cspNonce: '__NONCE__' },
  build: {
    target: OLDEST_BROWSER,
    cssTarget: OLDEST_BROWSER,
    // Everything inlined would have to be allowed by the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    reportCompressedSize: false,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080', '/openapi.json': 'http://127.0.0.1:8080' } },
})
