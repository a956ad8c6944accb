//! `src/operations/` of a generated crate.

use crate::runtime::by_status::ByStatus;
use crate::runtime::client::{Async, Call, Client, Operation};
use crate::runtime::operation_builder::builder;
use crate::types::{GetJobResponse, Job, StartJobResponse};

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
