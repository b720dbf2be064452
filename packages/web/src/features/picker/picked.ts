/** What the page around gets to know when somebody has picked. */
export interface Picked {
  readonly code: string
  readonly checkForm: string | null
  readonly name: string
  readonly nameEn: string
  readonly modality: string
  readonly side: string | null
  readonly position: string | null
  /** The hospital's own name, where that was chosen. */
  readonly alias: string | null
  /** The hospital's words on preparing, where it has some. */
  readonly preparation: string | null
  /** Version of the standard. */
  readonly edition: string
}

/**
 * Tells the page around. Only pages of origins that the operator named may frame the picker, and they may know what was
 * picked, with the hospital's words for it; nothing of a patient is in it.
 */
export function tellPageAround(type: 'yingma-pick', detail: Picked): void
export function tellPageAround(type: 'yingma-size', detail: { readonly height: number }): void
export function tellPageAround(type: 'yingma-ready' | 'yingma-leave'): void
export function tellPageAround(type: string, detail: object = {}): void {
  if (window.parent !== window) window.parent.postMessage({ type, ...detail }, '*')
}
