import parsePhoneNumber from 'libphonenumber-js/max';

/**
 * How a number is shown: `+86-138-0013-8000`, an extension after ` ext. `; text that is no E.164 number is
 * shown as it is.
 */
export function displayPhone(value: string, extension: string | null = null): string {
  const mainland = /^\+86(1\d\d)(\d{4})(\d{4})$/.exec(value);
  const shown = mainland
    ? `+86-${mainland[1]}-${mainland[2]}-${mainland[3]}`
    : (parsePhoneNumber(value)?.formatInternational().replaceAll(' ', '-') ?? value);
  return extension ? `${shown} ext. ${extension}` : shown;
}
