import type { ComponentProps, KeyboardEvent, ReactNode } from 'react'

/** What stands in a search box. */
export interface Typed {
  readonly text: string
  /** What to look for. An input method parts letters while it composes (`x'b'p's`): they are looked for as typed. */
  readonly query: string
  /** Whether an input method still holds part of the text. */
  readonly isComposing: boolean
}

interface SearchInputProps extends Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'onKeyDown'> {
  readonly value: string
  readonly onType: (typed: Typed) => void
  /** Keys of the person; those of an input method that is composing are its own. */
  readonly onKey?: (event: KeyboardEvent<HTMLInputElement>) => void
}

/** A text as it stands when nobody is composing. */
export function typedText(text: string): Typed {
  return { text, query: text.trim(), isComposing: false }
}

/** A box to search in: finds while an input method composes, and leaves it its enter, escape and arrows. */
export function SearchInput({ value, onType, onKey, ...rest }: SearchInputProps): ReactNode {
  return (
    <input
      type="search"
      className="search-box"
      maxLength={100}
      autoComplete="off"
      spellCheck={false}
      value={value}
      onChange={({ currentTarget: { value: text }, nativeEvent }) =>
        onType((nativeEvent as InputEvent).isComposing ? composing(text) : typedText(text))
      }
      // Chromium ends a composition after the last input of it.
      onCompositionEnd={({ currentTarget }) => onType(typedText(currentTarget.value))}
      onKeyDown={(event) => {
        if (!event.nativeEvent.isComposing) onKey?.(event)
      }}
      {...rest}
    />
  )
}

function composing(text: string): Typed {
  return { text, query: text.replace(/([a-zü])['’ ](?=[a-zü])/gi, '$1').trim(), isComposing: true }
}
