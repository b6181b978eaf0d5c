//! Idempotency keys.

/// A new key of 128 random bits, in hexadecimal. Not `crypto.randomUUID()`: that one is missing on plain `http:`
/// pages, and many portals are.
pub fn new_key() -> Option<String> {
    let mut bytes = [0_u8; 16];
    web_sys::window()?
        .crypto()
        .ok()?
        .get_random_values_with_u8_array(&mut bytes)
        .ok()?;
    const DIGITS: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f',
    ];
    let digit = |nibble: u8| DIGITS.get(usize::from(nibble & 15)).copied().unwrap_or('0');
    Some(bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(*byte)]).collect())
}
