//! Parquet.

use std::sync::Arc;

use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

use super::{NAMES, Said};

/// A table with four columns, times in milliseconds.
pub(super) fn parquet(talk: &[Said]) -> Vec<u8> {
    let schema = "message talk {
        required binary speaker (UTF8); required binary text (UTF8); required int64 start_ms; required int64 end_ms;
    }";
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let mut bytes = Vec::new();
    let mut file = SerializedFileWriter::new(&mut bytes, schema, Arc::new(WriterProperties::new())).unwrap();
    let mut group = file.next_row_group().unwrap();
    let texts: [Vec<ByteArray>; 2] = [
        talk.iter().map(|said| NAMES[said.who].into()).collect(),
        talk.iter().map(|said| said.text.as_str().into()).collect(),
    ];
    for values in texts {
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<ByteArrayType>().write_batch(&values, None, None).unwrap();
        column.close().unwrap();
    }
    for values in [talk.iter().map(|said| said.start).collect::<Vec<_>>(), talk.iter().map(|said| said.end).collect()] {
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<Int64Type>().write_batch(&values, None, None).unwrap();
        column.close().unwrap();
    }
    group.close().unwrap();
    file.close().unwrap();
    bytes
}
