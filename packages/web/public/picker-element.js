/**
 * <yingma-picker catalogue="…" institution="…" specialty="…" query="…" lang="zh" scheme="light"></yingma-picker>: the picker inside a
 * page of another system. It sends `yingma-ready`, `yingma-pick`, `yingma-leave` and `yingma-size`; the guide of the
 * server says what they tell.
 */
const home = new URL(import.meta.url).origin
const ATTRIBUTES = ['catalogue', 'institution', 'specialty', 'query', 'lang', 'scheme']
const EVENTS = ['yingma-ready', 'yingma-pick', 'yingma-leave', 'yingma-size']

class YingmaPicker extends HTMLElement {
  static observedAttributes = ATTRIBUTES

  #frame = document.createElement('iframe')

  #hear = (event) => {
    if (event.origin !== home || event.source !== this.#frame.contentWindow) return
    if (!EVENTS.includes(event.data?.type)) return
    const { type, ...detail } = event.data
    if (type === 'yingma-size') this.#frame.style.height = `${detail.height}px`
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }))
  }

  #load() {
    const address = new URL('/picker', home)
    for (const name of ATTRIBUTES) {
      const value = this.getAttribute(name)
      if (value) address.searchParams.set(name, value)
    }
    if (this.#frame.src !== String(address)) this.#frame.src = String(address)
  }

  connectedCallback() {
    this.#load()
    this.#frame.title = this.getAttribute('title') ?? '影码 Yingma'
    this.#frame.style.cssText = 'display: block; width: 100%; height: 100%; min-height: 420px; border: 0'
    this.append(this.#frame)
    addEventListener('message', this.#hear)
  }

  attributeChangedCallback() {
    if (this.isConnected) this.#load()
  }

  disconnectedCallback() {
    removeEventListener('message', this.#hear)
    this.#frame.remove()
  }

  focus() {
    this.#frame.focus()
    this.#frame.contentWindow?.postMessage({ type: 'yingma-focus' }, home)
  }
}

if (!customElements.get('yingma-picker')) customElements.define('yingma-picker', YingmaPicker)
