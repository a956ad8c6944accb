//! The response as one writes it by hand, with serde's derive: the same fields three times.
#![allow(dead_code, reason = "fields are decoded, and never read")]

/// Constrained values without a check.
mod unchecked {
    pub(crate) type Tag = String;
    pub(crate) type PathIgnoreRule = String;
    pub(crate) type CiIgnoreFlag = String;
    pub(crate) type DockerCredential = String;
    pub(crate) type StorageSize = i64;
    pub(crate) type ShmSize = i64;
    pub(crate) type Deadline = i64;
}

macro_rules! shapes {
    ($(#[$doc:meta])* $module:ident, $values:path, { $($rest:tt)* }) => {
        $(#[$doc])*
        pub(crate) mod $module {
            use $values::{CiIgnoreFlag, Deadline, DockerCredential, PathIgnoreRule, ShmSize, StorageSize, Tag};
            use serde::Deserialize;

            shapes! { @structs { $($rest)* }
                Response { data: Job }
                Job {
                    id: String,
                    app_id: String,
                    name: String,
                    tags: Vec<Tag>,
                    description: Option<String>,
                    project_id: String,
                    job_type: JobType,
                    created_at: String,
                    vcs_data: Option<VcsData>,
                    build_configuration: Option<BuildConfiguration>,
                    build_engine_configuration: Option<BuildEngineConfiguration>,
                    #[serde(rename = "disabledCI")]
                    disabled_ci: bool,
                    #[serde(rename = "disabledCD")]
                    disabled_cd: bool,
                    deployment: Option<Deployment>,
                    billing: Billing,
                    suspended: Option<bool>,
                    settings: JobSettings,
                    cluster: Cluster
                }
                VcsData {
                    project_url: String,
                    project_type: VcsProvider,
                    self_hosted_vcs_id: Option<String>,
                    project_branch: Option<String>,
                    public_repo: Option<bool>,
                    docker_work_dir: String,
                    docker_file_path: String
                }
                BuildConfiguration {
                    path_ignore_rules: Option<Vec<PathIgnoreRule>>,
                    is_allow_list: Option<bool>,
                    ci_ignore_flags_enabled: Option<bool>,
                    ci_ignore_flags: Option<Vec<CiIgnoreFlag>>,
                    dockerfile_target: Option<String>,
                    docker_credentials: Option<Vec<DockerCredential>>,
                    include_git_folder: Option<bool>,
                    full_git_clone: Option<bool>,
                    storage: Option<BuildConfigurationStorage>
                }
                BuildConfigurationStorage { ephemeral_storage: Option<BuildStorage> }
                BuildStorage { storage_size: Option<StorageSize> }
                BuildEngineConfiguration {
                    build_engine: Option<BuildEngine>,
                    buildpack: Option<BuildpackSettings>,
                    buildkit: Option<BuildkitSettings>,
                    kaniko: Option<Kaniko>
                }
                Kaniko { use_cache: Option<bool> }
                BuildpackSettings {
                    builder: Option<BuildpackStack>,
                    buildpack_locators: Option<Vec<String>>,
                    use_cache: Option<bool>
                }
                BuildkitSettings {
                    use_cache: Option<bool>,
                    use_internal_cache: Option<bool>,
                    internal_cache_storage: Option<bool>
                }
                Deployment {
                    region: Option<String>,
                    buildpack: Option<BuildpackOverrides>,
                    docker: Option<DockerOverrides>,
                    storage: Option<DeploymentStorage>
                }
                BuildpackOverrides {
                    config_type: BuildpackConfigType,
                    custom_process: Option<String>,
                    custom_entrypoint: Option<String>,
                    custom_command: Option<String>
                }
                DockerOverrides {
                    config_type: DockerConfigType,
                    custom_entrypoint: Option<String>,
                    custom_command: Option<String>
                }
                DeploymentStorage { ephemeral_storage: Option<EphemeralStorage>, shm_size: Option<ShmSize> }
                EphemeralStorage { storage_size: f64 }
                Billing { deployment_plan: String }
                JobSettings { cron: Option<Cron>, backoff_limit: i64, active_deadline_seconds: Deadline }
                Cron { schedule: Option<String>, concurrency_policy: Option<ConcurrencyPolicy> }
                Cluster {
                    id: String,
                    name: String,
                    namespace: Option<String>,
                    load_balancers: Option<Vec<String>>
                }
            }

            shapes! { @enums
                "lowercase" JobType { Manual, Cron }
                "kebab-case" VcsProvider { Bitbucket, Gitlab, Github, SelfHosted, Azure }
                "lowercase" BuildEngine { Buildpack, Buildkit, Kaniko }
                "camelCase" BuildpackConfigType {
                    Default, CustomProcess, CustomCommand, CustomEntrypointCustomCommand,
                    OriginalEntrypointCustomCommand
                }
                "camelCase" DockerConfigType {
                    Default, CustomEntrypoint, CustomCommand, CustomEntrypointCustomCommand
                }
                "PascalCase" ConcurrencyPolicy { Allow, Forbid, Replace }
                "SCREAMING_SNAKE_CASE" BuildpackStack {
                    #[serde(rename = "HEROKU_24")]
                    Heroku24,
                    #[serde(rename = "HEROKU_22")]
                    Heroku22,
                    #[serde(rename = "HEROKU_22_CLASSIC")]
                    Heroku22Classic,
                    #[serde(rename = "HEROKU_20")]
                    Heroku20,
                    #[serde(rename = "HEROKU_18")]
                    Heroku18,
                    #[serde(rename = "GOOGLE_22")]
                    Google22,
                    #[serde(rename = "GOOGLE_V1")]
                    GoogleV1,
                    CnbAlpine, CnbBionic, PaketoJammyTiny, PaketoJammyBase, PaketoJammyFull,
                    PaketoTiny, PaketoBase, PaketoFull
                }
            }
        }
    };
    (@structs $rest:tt $($name:ident { $($(#[$meta:meta])* $field:ident: $type:ty),* })*) => {
        $(shapes! { @struct $rest $name { $($(#[$meta])* $field: $type,)* } })*
    };
    (@struct { $($rest:tt)* } $name:ident { $($fields:tt)* }) => {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        pub(crate) struct $name { $($fields)* $($rest)* }
    };
    (@enums $($case:literal $name:ident { $($variants:tt)* })*) => {$(
        #[derive(Deserialize)]
        #[serde(rename_all = $case)]
        pub(crate) enum $name { $($variants)* }
    )*};
}

shapes! {
    /// No checks; members without a field are skipped.
    ignoring, super::unchecked, {}
}
shapes! {
    /// No checks; members without a field are kept, as the generated types keep them.
    flattening, super::unchecked, {
        #[serde(flatten)]
        other: std::collections::BTreeMap<String, serde_json::Value>,
    }
}
shapes! {
    /// Checked; members without a field are skipped.
    checking, super::super::checked, {}
}
