//! A Wasm module with one thing changed. Only as much of the format is read as that needs:
//! <https://webassembly.github.io/spec/core/binary/modules.html>.

const HEADER: usize = 8;
const IMPORTS: u8 = 2;
const MEMORIES: u8 = 5;
const EXPORTS: u8 = 7;
const CODE: u8 = 10;

/// The same module, whose memory can't grow.
pub(crate) fn without_room(module: &[u8]) -> Vec<u8> {
    change(module, MEMORIES, |section| {
        let mut reader = Reader(section);
        assert_eq!((reader.number(), reader.byte() & !1), (1, 0), "one plain memory");
        let least = reader.number();
        let mut memory = vec![1, 1];
        write(&mut memory, least);
        write(&mut memory, least);
        memory
    })
}

/// The same module, whose exported functions do nothing but trap.
pub(crate) fn trapping(module: &[u8]) -> Vec<u8> {
    let first = imported(section(module, IMPORTS));
    let wanted = exported(section(module, EXPORTS));
    change(module, CODE, |section| {
        let mut reader = Reader(section);
        let count = reader.number();
        let mut code = Vec::new();
        write(&mut code, count);
        for index in 0..count {
            let length = reader.number();
            let body = reader.take(length);
            // No locals, `unreachable`, `end`.
            let body = if wanted.contains(&(first + index)) {
                &[0x00, 0x00, 0x0b]
            } else {
                body
            };
            write(&mut code, body.len());
            code.extend(body);
        }
        code
    })
}

fn section(module: &[u8], wanted: u8) -> &[u8] {
    let found = sections(module).find(|(id, _)| *id == wanted);
    found.map(|(_, content)| content).expect("the section is there")
}

fn change(module: &[u8], wanted: u8, change: impl Fn(&[u8]) -> Vec<u8>) -> Vec<u8> {
    let mut changed = module[..HEADER].to_vec();
    for (id, content) in sections(module) {
        let content = if id == wanted {
            change(content)
        } else {
            content.to_vec()
        };
        changed.push(id);
        write(&mut changed, content.len());
        changed.extend(content);
    }
    changed
}

fn sections(module: &[u8]) -> impl Iterator<Item = (u8, &[u8])> {
    assert!(module.starts_with(b"\0asm\x01\0\0\0"), "a Wasm module");
    let mut reader = Reader(&module[HEADER..]);
    std::iter::from_fn(move || {
        (!reader.0.is_empty()).then(|| {
            let id = reader.byte();
            let length = reader.number();
            (id, reader.take(length))
        })
    })
}

/// The indices of the functions that are exported. Their names are the build's own: it makes them short.
fn exported(section: &[u8]) -> Vec<usize> {
    let mut reader = Reader(section);
    let mut functions = Vec::new();
    for _ in 0..reader.number() {
        let length = reader.number();
        reader.take(length);
        let is_function = reader.byte() == 0;
        let index = reader.number();
        if is_function {
            functions.push(index);
        }
    }
    functions
}

/// How many functions come from outside: they have the first indices, and no code.
fn imported(section: &[u8]) -> usize {
    let mut reader = Reader(section);
    let count = reader.number();
    for _ in 0..count {
        for _ in ["module", "name"] {
            let length = reader.number();
            reader.take(length);
        }
        assert_eq!(reader.byte(), 0, "the glue gives functions only");
        reader.number();
    }
    count
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> &'a [u8] {
        let (taken, rest) = self.0.split_at(length);
        self.0 = rest;
        taken
    }

    fn byte(&mut self) -> u8 {
        self.take(1)[0]
    }

    /// Unsigned LEB128: seven bits a byte, the lowest first.
    fn number(&mut self) -> usize {
        let mut number = 0;
        for shift in (0..).step_by(7) {
            let byte = self.byte();
            number |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        number
    }
}

fn write(bytes: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One function imported, two of its own, of which the second is exported as `m`; a memory of 300 pages.
    const MODULE: &[u8] = b"\0asm\x01\0\0\0\
        \x01\x04\x01\x60\0\0\
        \x02\x07\x01\x01a\x01b\0\0\
        \x03\x03\x02\0\0\
        \x05\x04\x01\0\xac\x02\
        \x07\x05\x01\x01m\0\x02\
        \x0a\x09\x02\x03\0\x01\x0b\x03\0\x01\x0b";

    #[test]
    fn a_memory_without_room_has_its_least_as_its_most() {
        let changed = without_room(MODULE);
        assert_eq!(section(&changed, MEMORIES), b"\x01\x01\xac\x02\xac\x02");
        assert_eq!(without_room(&changed), changed);
        assert_eq!(section(&changed, CODE), section(MODULE, CODE));
    }

    #[test]
    fn the_exported_function_alone_traps() {
        let changed = trapping(MODULE);
        assert_eq!(section(&changed, CODE), b"\x02\x03\0\x01\x0b\x03\0\0\x0b");
        assert_eq!(section(&changed, MEMORIES), section(MODULE, MEMORIES));
    }
}
