/**
 * A pure function of a text that remembers its answers, up to `size` of them; when full it forgets all, which
 * costs less than keeping an order of use. For texts that repeat: domains, surnames, single characters. They
 * are personal values, shared by all that the process standardises, and go with it.
 */
export function remembered<Value>(answer: (text: string) => Value, size = 50_000): (text: string) => Value {
  const answers = new Map<string, Value>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined) return known;
    if (answers.size >= size) answers.clear();
    const value = answer(text);
    answers.set(text, value);
    return value;
  };
}
