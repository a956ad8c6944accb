//! `src/types/` of a generated crate.

use crate::runtime::collections::Members;
use crate::runtime::form::form;
use crate::runtime::multipart::Part;
use crate::runtime::object::object;
use crate::runtime::string::{Text, string};
use crate::runtime::union::union;
use crate::runtime::unrecognized::Unrecognized;
use crate::runtime::value::Value;

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Job {
    pub id: String,
    pub tags: Vec<Tag>,
    pub backoff_limit: Option<i64>,
    pub other: Members,
}

object! { Job {
    new(id: String, tags: Vec<Tag>);
    "id" => id: required,
    "tags" => tags: required,
    "backoffLimit" => backoff_limit: optional i64,
    .. => keep other,
} }

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetJobResponse {
    pub data: Job,
}

object! { GetJobResponse {
    new(data: Job);
    "data" => data: required,
    .. => refuse,
} }

#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tag(Text);

string! { Tag {
    min_length: 3,
    max_length: 100,
} }

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum StartJobResponse {
    Ok(Box<Job>),
    Accepted(String),
    Unrecognized(Unrecognized<Value>),
}

union! { StartJobResponse: any_of {
    Ok(Box<Job>),
    Accepted(String),
} }

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UploadForm {
    pub file: Part,
    pub tag: Tag,
    pub pages: Option<Vec<Part>>,
    pub backoff_limit: Option<i64>,
    pub other: Members,
}

form! { UploadForm {
    new(file: Part, tag: Tag);
    "file" => file: required part,
    "tag" => tag: required value,
    "pages" => pages: optional parts Vec<Part>,
    "backoffLimit" => backoff_limit: optional value i64,
    .. => keep other,
} }
