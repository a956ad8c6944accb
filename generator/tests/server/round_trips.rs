//! What the generated client writes, the generated server reads.

use crate::operations::requests::JsonHeaders;
use crate::service::{client, server, with};
use crate::types::{self, FormBody, Order, Point, Size};

#[test]
fn every_style() {
    with(server(), |address| async move {
        let client = client(address);
        let point = || Point::new(1.5).y(-2.0);
        let call = client
            .styles(
                ["a,b", "c/d e"],
                [1_i64, -2],
                point(),
                ["blue;x", "black=y"],
            )
            .many(["a&b", "c+d"])
            .joined([1_i64, 2, 3])
            .space(["a", "b"])
            .pipe(["a,b", "c"])
            .deep(point())
            .open(Size::default().width(3).unit("m m"))
            .content(point())
            .x_range([4_i64, 5])
            .x_point(point())
            .seen(["one", "two"]);
        let told = call.await.unwrap().into_body();
        let expected = [
            r#"["a,b", "c/d e"] [1, -2] 1.5 ["blue;x", "black=y"]"#,
            r#"Some(["a&b", "c+d"]) Some([1, 2, 3]) Some(["a", "b"]) Some(["a,b", "c"])"#,
            r#"Some((1.5, Some(-2.0))) Some((Some(3), Some("m m"))) Some(1.5) None"#,
            r#"Some([4, 5]) Some(1.5) Some(["one", "two"])"#,
        ];
        assert_eq!(told, expected.join("\n"));
    });
}

#[test]
fn every_body() {
    with(server(), |address| async move {
        let client = client(address);
        let order = Order::new(
            "ab".parse::<types::OrderName>().unwrap(),
            vec!["x".to_owned()],
        );
        let made = client.json(&order).await.unwrap();
        let who = JsonHeaders::of(made.headers()).strict().unwrap().x_who;
        assert_eq!(who.unwrap().as_str(), r#"bearer ["write"]"#);
        assert_eq!(made.into_body(), order);
        let form = FormBody::new(7)
            .at(Point::new(1.0).y(2.0))
            .tags(vec!["a b".into(), "c&d".into()]);
        let told = client.form(&form).await.unwrap().into_body();
        assert_eq!(told, r#"7 Some((1.0, Some(2.0))) Some(["a b", "c&d"])"#);
        let told = client.text().body("héllo").await.unwrap().into_body();
        assert_eq!(told, r#"Some("héllo")"#);
        assert_eq!(client.text().await.unwrap().into_body(), "None");
        let told = client.parts(&order).await.unwrap().into_body();
        assert_eq!(told, "name tags");
    });
}
