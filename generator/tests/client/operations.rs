//! `src/operations/` of a generated crate.

use crate::runtime::by_status::ByStatus;
use crate::runtime::client::{Async, Call, Client, Operation};
use crate::runtime::operation_builder::builder;
use crate::runtime::response_headers::response_headers;
use crate::runtime::value::Value;
use crate::runtime::words::Shape;
use crate::types::{GetJobResponse, Job, StartJobResponse, Tag};
use std::collections::BTreeMap;

static GET_JOB: Operation = Operation {
    id: "getJob",
    method: "GET",
    path: "/v1/projects/{projectId}/jobs/{jobId}",
    security: &[&["bearerAuth"]],
    permission: Some("Project > Jobs > General > Read"),
    accept: "application/json",
};

impl<M> Client<M> {
    /// Gets information about the given job.
    pub fn get_job(
        &self,
        project_id: impl Into<String>,
        job_id: impl Into<String>,
    ) -> Call<GetJobResponse, M> {
        self.call(&GET_JOB)
            .path("projectId", project_id.into())
            .path("jobId", job_id.into())
            .json()
    }
}

static LIST_JOBS: Operation = Operation {
    id: "listJobs",
    method: "GET",
    path: "/v1/jobs",
    security: &[&["bearerAuth"]],
    permission: None,
    accept: "application/json",
};

impl<M> Client<M> {
    /// Lists the jobs.
    pub fn list_jobs(&self) -> ListJobs<M> {
        ListJobs(self.call(&LIST_JOBS).json())
    }
}

/// The call of [`Client::list_jobs`].
#[must_use = "a call is sent when it is awaited"]
pub struct ListJobs<M = Async>(Call<Vec<Job>, M>);

builder! { ListJobs: Vec<Job> }

impl<M> ListJobs<M> {
    /// How many at most.
    pub fn per_page(self, value: i64) -> Self {
        Self(self.0.query("per_page", value))
    }

    /// Of this name.
    pub fn name(self, value: impl Into<String>) -> Self {
        Self(self.0.query("name", value.into()))
    }
}

static CREATE_JOB: Operation = Operation {
    id: "createJob",
    method: "POST",
    path: "/v1/jobs",
    security: &[&["key", "cookieKey"], &["login"]],
    permission: None,
    accept: "application/json",
};

static DELETE_JOB: Operation = Operation {
    id: "deleteJob",
    method: "DELETE",
    path: "/v1/jobs/{jobId}",
    security: &[&["legacyKey"]],
    permission: None,
    accept: "application/json",
};

static HEALTH: Operation = Operation {
    id: "health",
    method: "GET",
    path: "/health",
    security: &[],
    permission: None,
    accept: "text/plain",
};

impl<M> Client<M> {
    /// Creates a job.
    pub fn create_job(&self, job: &Job) -> Call<Job, M> {
        self.call(&CREATE_JOB).json_body(job).json()
    }

    /// Deletes a job.
    pub fn delete_job(&self, job_id: impl Into<String>) -> Call<(), M> {
        self.call(&DELETE_JOB).path("jobId", job_id.into()).empty()
    }

    /// Whether the API is there.
    pub fn health(&self) -> Call<String, M> {
        self.call(&HEALTH).text()
    }
}

impl ByStatus for StartJobResponse {
    const STATUSES: &'static [(u16, u16, usize)] = &[(200, 200, 0), (202, 202, 1)];
}

/// The headers of a success of [`Client::list_jobs`].
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ListJobsHeaders {
    pub x_total: Option<i64>,
    pub x_tag: Option<Tag>,
    pub last_modified: Option<String>,
    pub allow: Option<Vec<String>>,
    pub x_sizes: Option<Vec<i64>>,
    pub x_tags: Option<Vec<Tag>>,
    pub x_limits: Option<BTreeMap<String, i64>>,
    pub x_window: Option<BTreeMap<String, i64>>,
    pub x_job: Option<Job>,
    pub x_any: Option<Value>,
    pub set_cookie: Option<Vec<String>>,
    pub r#type: Option<bool>,
}

response_headers! { ListJobsHeaders: LIST_JOBS {
    "X-Total"       => x_total: required simple(Shape::Literal);
    "X-Tag"         => x_tag: optional simple(Shape::Text);
    "Last-Modified" => last_modified: optional simple(Shape::Text);
    "Allow"         => allow: optional simple(Shape::List(&Shape::Text));
    "X-Sizes"       => x_sizes: optional simple(Shape::List(&Shape::Literal));
    "X-Tags"        => x_tags: optional simple(Shape::List(&Shape::Text));
    "X-Limits"      => x_limits: optional exploded(Shape::Object(&[], &Shape::Literal));
    "X-Window"      => x_window: optional simple(Shape::Object(&[], &Shape::Literal));
    "X-Job"         => x_job: optional simple(Shape::Json);
    "X-Any"         => x_any: optional simple(Shape::Either);
    "Set-Cookie"    => set_cookie: optional simple(Shape::List(&Shape::Text));
    "Type"          => r#type: optional simple(Shape::Literal);
} }
