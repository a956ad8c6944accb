//! Builders of one operation's call: a newtype over [`Call`](super::client::Call) each.

/// What all builders share. Generated code adds a setter for each optional parameter, and marks the
///
/// ```text
/// pub struct ListJobs<M = Async>(Call<JobList, M_>);
/// builder! { ListJobs: JobList }
/// ```
macro_rules! builder {
    ($name:ident: $body:ty) => {
        $crate::runtime::operation_builder::builder! { $name: $body, keyed }

        impl<M_> $name<M_> {
            /// A name for what is asked, by which the server knows it again: `Idempotency-Key`. A
            /// call with one may be retried, whatever its method. Only for servers that keep to it.
            pub fn idempotency_key(self, key: impl ::core::fmt::Display) -> Self {
                Self(self.0.idempotency_key(key))
            }
        }
    };
    // The operation has a parameter of that name.
    ($name:ident: $body:ty, keyed) => {
        impl<M_> $name<M_> {
            /// How often this call is tried again at most, in place of the client's number; 0 for
            /// never.
            pub fn retries(self, retries: u32) -> Self {
                Self(self.0.retries(retries))
            }

            /// Limits this call, redirects, retries and body included, in place of the client's limit.
            pub fn timeout(self, timeout: ::core::time::Duration) -> Self {
                Self(self.0.timeout(timeout))
            }

            /// Limits each try of this call, in place of the client's limit.
            pub fn attempt_timeout(self, timeout: ::core::time::Duration) -> Self {
                Self(self.0.attempt_timeout(timeout))
            }

            /// Sets a header, in place of the client's own of that name.
            pub fn header(self, name: &str, value: impl ::core::fmt::Display) -> Self {
                Self(self.0.header(name, value))
            }

            /// Whether a body that breaks rules of the document is an error.
            pub fn strict_responses(self, strict: bool) -> Self {
                Self(self.0.strict_responses(strict))
            }

            /// The call beneath: for parameters or a result that the document does not know.
            pub fn into_call(self) -> $crate::runtime::client::Call<$body, M_> {
                self.0
            }
        }

        impl<M_: $crate::runtime::client::Surface> $name<M_> {
            /// Sends it: gives a future, or with a blocking client the response.
            pub fn send(self) -> M_::Sent<$body> {
                self.0.send()
            }
        }

        impl ::core::future::IntoFuture for $name<$crate::runtime::client::Async> {
            type Output = ::core::result::Result<
                $crate::runtime::client::Response<$body>,
                $crate::runtime::client::Error,
            >;
            type IntoFuture = $crate::runtime::client::Sending<$body>;

            fn into_future(self) -> Self::IntoFuture {
                self.0.into_future()
            }
        }

        impl<M_> ::core::fmt::Debug for $name<M_> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.0, f)
            }
        }
    };
}
pub(crate) use builder;
